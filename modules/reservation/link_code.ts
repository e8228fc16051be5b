import { readReadableCode } from '#app/exchange/main'
import type { Municipality } from '#app/tenancy/main'
import { windowOf } from './bookable_window.js'
import { reservationSettings } from './settings.js'

/** Whether whoever books unknown says by a link code which card they come for (利用者制限): must, may, or is not asked. */
export function linkCodeUse(
  municipality: Pick<Municipality, 'settings'>,
  { collectsCard }: { collectsCard: boolean }
): 'unused' | 'optional' | 'required' {
  const { link_code: use } = reservationSettings.read(municipality)
  return collectsCard ? (use as 'unused' | 'optional' | 'required') : 'unused'
}

/**
 * The link code somebody typed, if it is one that something is known of here.
 * Runs in the tenant scope.
 *
 * @returns the code, nothing where none was typed, or the name of the sentence why not
 */
export async function readLinkCode(
  typed: unknown
): Promise<{ code?: string; wrong?: 'unreadable' | 'unknown' }> {
  const text = typeof typed === 'string' ? typed.trim() : ''
  if (text === '') return {}
  const code = readReadableCode(text)
  if (!code) return { wrong: 'unreadable' }
  return (await windowOf(code)) ? { code } : { wrong: 'unknown' }
}
