import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import type { PostalAddress } from '#modules/resident-registry/api'
import type { Secret, SecretIssuer } from '../print_kind.js'
import type { PrintLayout } from '../print_layout.js'
import { openSecret, sealSecret } from '../sealed_print.js'

/** What the letters of a part hold, by resident; those to whom nothing is issued are missing. */
export interface PartSecrets {
  secrets: Map<string, string>
  /** Who was issued something by this print that another has ended since: it must not be printed. */
  ended: Set<string>
}

/**
 * Issues what the letters of a part hold, to everybody of it who has it not
 * yet: a print that is resumed finds what was issued before, sealed. Of that
 * it prints only what still holds, and issues nothing anew: the letter of the
 * print that ended it may have been posted.
 */
export async function issueSecrets(
  jobId: string,
  issuer: SecretIssuer,
  addresses: PostalAddress[],
  layout: PrintLayout
): Promise<PartSecrets> {
  const before = await issuedBefore(jobId)
  const [had, left] = [true, false].map((one) =>
    addresses.filter(({ id }) => before.has(id) === one)
  )
  const inForce = await issuer.inForce(had, before)
  const secrets = new Map([...before].filter(([id]) => inForce.has(id)))
  for (const [id, secret] of await issuer.issue(left, layout)) {
    await keepSecret(jobId, id, secret)
    secrets.set(id, secret.text)
  }
  return { secrets, ended: new Set(had.flatMap(({ id }) => (inForce.has(id) ? [] : [id]))) }
}

async function issuedBefore(jobId: string): Promise<Map<string, string>> {
  const { rows } = await db.rawQuery(
    `SELECT resident_id AS id, secret_sealed AS sealed FROM print_records
      WHERE municipality_id = ? AND job_id = ? AND secret_sealed IS NOT NULL`,
    [tenancy.current().municipalityId, jobId]
  )
  return new Map(
    rows.map(({ id, sealed }: { id: string; sealed: string }) => [
      id,
      openSecret(jobId, id, sealed),
    ])
  )
}

const keepSecret = (jobId: string, residentId: string, { was, text }: Secret) =>
  db.rawQuery(
    `UPDATE print_records SET issued = ?, secret_sealed = ?
      WHERE municipality_id = ? AND job_id = ? AND resident_id = ?`,
    [was, sealSecret(jobId, residentId, text), tenancy.current().municipalityId, jobId, residentId]
  )

/** Nobody will print what was issued and is not printed yet; that it was issued stays. */
export const forgetSecrets = (jobId: string) =>
  db.rawQuery(
    `UPDATE print_records SET secret_sealed = NULL
      WHERE municipality_id = ? AND job_id = ? AND secret_sealed IS NOT NULL`,
    [tenancy.current().municipalityId, jobId]
  )
