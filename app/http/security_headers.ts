/**
 * Headers of every answer. No inline script or style exists anywhere, so the
 * policy allows none; referrers are dropped because addresses carry a
 * resident's hold token.
 *
 * @param httpsOnly whether residents always reach the service over HTTPS
 */
export function securityHeaders(httpsOnly: boolean): Record<string, string> {
  return {
    'Content-Security-Policy':
      "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'",
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
    ...(httpsOnly && { 'Strict-Transport-Security': 'max-age=15552000' }),
  }
}
