import db from '@adonisjs/lucid/services/db'
import { E_PAGE_NOT_FOUND } from '#app/http/main'
import { tenancy } from '#app/tenancy/main'
import type { Resident } from '../resident.js'
import { openReason } from '../sealed_person.js'
import { RESIDENT_COLUMNS, readResident } from './read_resident.js'

export interface ResidentLinkCode {
  code: string
  assignedAt: Date
  /** Nothing while it is live. */
  endedAt: Date | null
}

export interface FoundResident extends Resident {
  stateChangedAt: Date | null
  stateReason: string | null
  createdAt: Date
  updatedAt: Date
  /** The live one first, then those that ended, the latest first. */
  linkCodes: ResidentLinkCode[]
}

/**
 * One resident with all that is known.
 *
 * @param lock keeps the row from changing until the scope's end
 * @throws E_PAGE_NOT_FOUND
 */
export async function findResident(id: string, { lock = false } = {}): Promise<FoundResident> {
  const { municipalityId } = tenancy.current()
  const { rows } = await db.rawQuery(
    `SELECT ${RESIDENT_COLUMNS}, r.state_changed_at AS "stateChangedAt",
            r.state_reason_sealed AS "reasonSealed", r.created_at AS "createdAt",
            r.updated_at AS "updatedAt"
       FROM residents r
      WHERE r.municipality_id = ? AND r.id = ?
      ${lock ? 'FOR UPDATE' : ''}`,
    [municipalityId, id]
  )
  if (!rows[0]) throw new E_PAGE_NOT_FOUND()
  const { reasonSealed, ...row } = rows[0]
  const { rows: linkCodes } = await db.rawQuery(
    `SELECT code, assigned_at AS "assignedAt", ended_at AS "endedAt"
       FROM resident_link_codes
      WHERE municipality_id = ? AND resident_id = ?
      ORDER BY ended_at DESC NULLS FIRST, assigned_at DESC`,
    [municipalityId, id]
  )
  return {
    ...(readResident(row) as Omit<FoundResident, 'stateReason' | 'linkCodes'>),
    stateReason: reasonSealed && openReason(id, reasonSealed),
    linkCodes,
  }
}

/** The code that stands for the resident now. */
export const liveCodeOf = ({ linkCodes }: Pick<FoundResident, 'linkCodes'>) =>
  linkCodes.find(({ endedAt }) => endedAt === null)?.code ?? null
