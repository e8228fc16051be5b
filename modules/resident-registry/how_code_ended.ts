import { findLinkCode } from '#app/exchange/main'

/** What became of a link code on an old letter; nothing while it is in use, or is none of ours. */
export async function howCodeEnded(typed: string): Promise<'replaced' | 'stopped' | null> {
  const found = await findLinkCode(typed)
  if (found?.state !== 'revoked') return null
  return found.replacedBy ? 'replaced' : 'stopped'
}
