import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import { tenancy } from '#app/tenancy/main'
import { ownKey, partner } from '../queries/exchange_keys.js'
import { fingerprintOf, readFingerprint, readPublicKey } from '../signing_keys.js'
import { restartSeries } from './restart_series.js'

/**
 * Takes the other deployment's public key, once the fingerprint somebody there
 * has read out, on the telephone or on paper, is the key's own: a key that was
 * exchanged on its way is found out.
 *
 * @returns what is wrong, where something is
 */
export async function trustPartner(typed: {
  publicKey: string
  fingerprint: string
}): Promise<'no_key' | 'own_key' | 'other_fingerprint' | undefined> {
  const publicKey = readPublicKey(typed.publicKey)
  if (!publicKey) return 'no_key'
  const fingerprint = fingerprintOf(publicKey)
  if (readFingerprint(typed.fingerprint) !== fingerprint) return 'other_fingerprint'
  const { municipalityId } = tenancy.current()
  await db.rawQuery("SELECT pg_advisory_xact_lock(hashtext('exchange keys'), ?)", [municipalityId])
  if ((await ownKey())?.fingerprint === fingerprint) return 'own_key'
  const before = (await partner())?.fingerprint
  if (before === fingerprint) return undefined
  await db.rawQuery(
    `UPDATE exchange_partners SET retired_at = now()
      WHERE municipality_id = ? AND retired_at IS NULL`,
    [municipalityId]
  )
  await db.rawQuery(
    `INSERT INTO exchange_partners (municipality_id, fingerprint, public_key) VALUES (?, ?, ?)
     ON CONFLICT (municipality_id, fingerprint) DO UPDATE SET retired_at = NULL, trusted_at = now()`,
    [municipalityId, fingerprint, publicKey]
  )
  await audit.record({
    action: 'exchange.trust_partner',
    detail: { fingerprint, replaces: before ?? null },
  })
  if (before) await restartSeries()
  return undefined
}
