import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import { keyRing } from '../key_ring.js'

export interface OwnKey {
  fingerprint: string
  publicKey: string
  madeAt: Date
}

/** The key by which this deployment signs the municipality's files. */
export async function ownKey(): Promise<(OwnKey & { privateKey(): string }) | undefined> {
  const { municipalityId } = tenancy.current()
  const { rows } = await db.rawQuery(
    `SELECT fingerprint, public_key AS "publicKey", made_at AS "madeAt", sealed_private_key AS sealed
       FROM exchange_keys WHERE municipality_id = ? AND retired_at IS NULL`,
    [municipalityId]
  )
  if (!rows[0]) return undefined
  const { sealed, ...key } = rows[0]
  return { ...key, privateKey: () => keyRing.open<string>(sealed, keyPurpose(municipalityId)) }
}

export const keyPurpose = (municipalityId: number) => `exchange key ${municipalityId}`

export interface Partner {
  fingerprint: string
  publicKey: string
  trustedAt: Date
}

/** The other deployment of this municipality. */
export async function partner(): Promise<Partner | undefined> {
  const { rows } = await db.rawQuery(
    `SELECT fingerprint, public_key AS "publicKey", trusted_at AS "trustedAt"
       FROM exchange_partners WHERE municipality_id = ? AND retired_at IS NULL`,
    [tenancy.current().municipalityId]
  )
  return rows[0]
}
