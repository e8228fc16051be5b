import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import env from '#start/env'
import { chosenLanguage } from './languages.js'
import { pageCache, pageKey, type Page } from './page_cache.js'
import { securityHeaders } from './security_headers.js'

const headers = securityHeaders(env.get('HTTPS_ONLY', false))

/**
 * Answers a kept page before anything else of the framework runs. Comes first
 * of all middleware: everything after it costs more than the answer itself. A
 * request that chooses a language is not answered here: it is given a cookie.
 */
export default class PageCacheMiddleware {
  handle({ request }: HttpContext, next: NextFn) {
    const { request: req, response: res } = request
    const kept = req.method === 'GET' && !chosenLanguage(req)
    const page = kept ? pageCache.fresh(pageKey(req)) : undefined
    if (!page) return next()
    sendPage(req, res, page)
  }
}

/** Sends a page past the framework's response, which would copy and hash the body once more. */
export function sendPage(
  req: HttpContext['request']['request'],
  res: HttpContext['request']['response'],
  page: Page
) {
  const common = {
    ...headers,
    'ETag': page.etag,
    'Vary': 'Cookie',
    'Cache-Control': res.hasHeader('Set-Cookie')
      ? 'no-store'
      : 'public, max-age=0, must-revalidate',
  }
  if (req.headers['if-none-match'] === page.etag) {
    res.writeHead(304, common)
    res.end()
    return
  }
  res.writeHead(200, {
    ...common,
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Length': page.body.length,
  })
  res.end(page.body)
}
