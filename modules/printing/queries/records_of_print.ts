import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import type { HeldBack } from '../held_back.js'
import type { Substitution } from '../lettering.js'
import { openSubstituted, openWhy } from '../sealed_print.js'

export interface HeldBackResident {
  residentId: string
  why: HeldBack
}

/** More than anybody mends in a day; pages say how many there are. */
export const FIRST_FEW = 500

/** The first of those held back. */
export async function listHeldBack(jobId: string, most = FIRST_FEW): Promise<HeldBackResident[]> {
  const { rows } = await db.rawQuery(
    `SELECT resident_id AS "residentId", why_sealed AS sealed FROM print_records
      WHERE municipality_id = ? AND job_id = ? AND held_back ORDER BY position LIMIT ${most}`,
    [tenancy.current().municipalityId, jobId]
  )
  return rows.map(({ residentId, sealed }: { residentId: string; sealed: string }) => ({
    residentId,
    why: openWhy(jobId, residentId, sealed),
  }))
}

export interface SubstitutedResident {
  residentId: string
  substituted: Substitution[]
}

/** The first of those printed with a character somebody chose in place of theirs. */
export async function listSubstituted(
  jobId: string,
  most = FIRST_FEW
): Promise<SubstitutedResident[]> {
  const { rows } = await db.rawQuery(
    `SELECT resident_id AS "residentId", substituted_sealed AS sealed FROM print_records
      WHERE municipality_id = ? AND job_id = ? AND substituted_sealed IS NOT NULL
      ORDER BY position LIMIT ${most}`,
    [tenancy.current().municipalityId, jobId]
  )
  return rows.map(({ residentId, sealed }: { residentId: string; sealed: string }) => ({
    residentId,
    substituted: openSubstituted(jobId, residentId, sealed),
  }))
}

/** How many were printed so. */
export async function countSubstituted(jobId: string): Promise<number> {
  const { rows } = await db.rawQuery(
    `SELECT count(*)::int AS n FROM print_records
      WHERE municipality_id = ? AND job_id = ? AND substituted_sealed IS NOT NULL`,
    [tenancy.current().municipalityId, jobId]
  )
  return rows[0].n
}
