import env from '#start/env'
import proxyAddr from 'proxy-addr'
import { defineConfig } from '@adonisjs/core/http'

export const appUrl = env.get('APP_URL')

const trustedProxies = (env.get('TRUSTED_PROXIES') ?? '')
  .split(',')
  .map((entry) => entry.trim())
  .filter(Boolean)

export const http = defineConfig({
  generateRequestId: true,
  allowMethodSpoofing: false,

  /**
   * X-Forwarded-For is a sentence anyone can write. It is believed only from
   * the proxies the operator names; otherwise the socket's address counts.
   */
  trustProxy: trustedProxies.length > 0 ? proxyAddr.compile(trustedProxies) : () => false,

  cookie: {
    domain: '',
    path: '/',
    maxAge: '2h',
    httpOnly: true,
    secure: env.get('HTTPS_ONLY', false),
    sameSite: 'lax',
  },
})
