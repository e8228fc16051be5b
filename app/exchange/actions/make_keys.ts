import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import { tenancy } from '#app/tenancy/main'
import { keyRing } from '../key_ring.js'
import { keyPurpose } from '../queries/exchange_keys.js'
import { fingerprintOf, makeSigningKeys } from '../signing_keys.js'
import { restartSeries } from './restart_series.js'

/**
 * Makes the keys by which this deployment signs; those before them sign no more.
 * What was sent under them may never be taken, so every feed begins anew.
 *
 * @param input.instead the fingerprint the page showed: of two clerks at once the second changes nothing
 * @returns whether keys were made
 */
export async function makeKeys({ instead }: { instead: string | null }): Promise<boolean> {
  const { municipalityId } = tenancy.current()
  await db.rawQuery("SELECT pg_advisory_xact_lock(hashtext('exchange keys'), ?)", [municipalityId])
  const { rows } = await db.rawQuery(
    `UPDATE exchange_keys SET retired_at = now()
      WHERE municipality_id = ? AND retired_at IS NULL AND fingerprint = ? RETURNING fingerprint`,
    [municipalityId, instead ?? '']
  )
  if (instead ? rows.length === 0 : await hasKeys()) return false
  const { publicKey, privateKey } = makeSigningKeys()
  const fingerprint = fingerprintOf(publicKey)
  await db.rawQuery(
    `INSERT INTO exchange_keys (municipality_id, fingerprint, public_key, sealed_private_key)
     VALUES (?, ?, ?, ?)`,
    [municipalityId, fingerprint, publicKey, keyRing.seal(privateKey, keyPurpose(municipalityId))]
  )
  await audit.record({ action: 'exchange.make_keys', detail: { fingerprint, replaces: instead } })
  if (instead) await restartSeries()
  return true
}

async function hasKeys() {
  const { rows } = await db.rawQuery(
    'SELECT 1 FROM exchange_keys WHERE municipality_id = ? AND retired_at IS NULL',
    [tenancy.current().municipalityId]
  )
  return rows.length > 0
}
