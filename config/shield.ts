import { defineConfig } from '@adonisjs/shield'

/**
 * Guards the staff side against forged forms. Every other security header is
 * set for all pages alike in app/http/security_headers_middleware.ts, which
 * needs no session.
 */
export default defineConfig({
  csp: { enabled: false, directives: {}, reportOnly: false },
  csrf: {
    enabled: true,
    exceptRoutes: [],
    enableXsrfCookie: false,
    methods: ['POST', 'PUT', 'PATCH', 'DELETE'],
  },
  xFrame: { enabled: false },
  hsts: { enabled: false },
  contentTypeSniffing: { enabled: false },
})
