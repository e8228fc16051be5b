import env from '#start/env'
import type { Municipality } from '#app/tenancy/main'

const scheme = env.get('HTTPS_ONLY', false) ? 'https' : 'http'

/**
 * The address of a municipality's page for somebody outside, in a mail or a
 * QR code. Never taken from a request: whoever sends one chooses its Host.
 *
 * @param path as routes have it, beginning with the municipality's slug
 */
export function publicUrl(municipality: Pick<Municipality, 'host' | 'slug'>, path: string): string {
  if (!municipality.host) return new URL(path, env.get('APP_URL')).href
  const own = path.slice(`/${municipality.slug}`.length) || '/'
  return new URL(own, `${scheme}://${municipality.host}`).href
}
