import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import env from '#start/env'
import { securityHeaders } from './security_headers.js'

const headers = Object.entries(securityHeaders(env.get('HTTPS_ONLY', false)))

/** Sets the security headers on every answer, errors and files included. */
export default class SecurityHeadersMiddleware {
  handle(ctx: HttpContext, next: NextFn) {
    for (const [name, value] of headers) ctx.response.header(name, value)
    return next()
  }
}
