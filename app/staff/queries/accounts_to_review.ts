import db from '@adonisjs/lucid/services/db'
import type { RoleId } from '#app/module_kit/main'
import { tenancy } from '#app/tenancy/main'
import { today } from '#app/ui/main'
import type { StaffState } from '../models/staff_member.js'

const PER_PAGE = 50

/** A review is due every quarter; an account nobody used for as long is worth a question. */
export const REVIEW_DAYS = 90

/** What may be wrong with an account, as SQL on the columns of ACCOUNTS. */
const FINDINGS = {
  not_reviewed: `coalesce(reviewed_at, '-infinity') < now() - interval '${REVIEW_DAYS} days'`,
  never_used: 'last_signed_in_at IS NULL',
  long_unused: `last_signed_in_at < now() - interval '${REVIEW_DAYS} days'`,
  out_of_use: `state IN ('suspended', 'out_of_period')`,
  without_second_factor: 'NOT second_factor',
}

export type Finding = keyof typeof FINDINGS
export const FINDING_IDS = Object.keys(FINDINGS) as Finding[]

export interface ReviewedAccount {
  id: string
  loginId: string
  name: string
  role: RoleId
  state: StaffState
  createdAt: Date
  validUntil: string | null
  lastSignedInAt: Date | null
  secondFactor: boolean
  reviewedAt: Date | null
  reviewer: string | null
}

const ACCOUNTS = `
  SELECT m.id, m.login_id, m.name, m.role, m.created_at, m.valid_until, m.last_signed_in_at,
         CASE WHEN m.suspended THEN 'suspended'
              WHEN ?::date < m.valid_from OR ?::date > m.valid_until THEN 'out_of_period'
              WHEN m.locked_until > now() THEN 'locked'
              ELSE 'active' END AS state,
         EXISTS (SELECT FROM staff_second_factors f
                  WHERE f.municipality_id = m.municipality_id AND f.staff_id = m.id) AS second_factor,
         r.reviewed_at, r.reviewer
    FROM staff_members m
    LEFT JOIN LATERAL (
           SELECT v.reviewed_at, b.name AS reviewer
             FROM staff_reviews v
             JOIN staff_members b ON b.municipality_id = v.municipality_id AND b.id = v.reviewed_by
            WHERE v.municipality_id = m.municipality_id AND v.staff_id = m.id
            ORDER BY v.reviewed_at DESC LIMIT 1) r ON true
   WHERE m.municipality_id = ?`

/**
 * The accounts of a municipality as a review needs to see them (棚卸).
 *
 * @param finding only those of which this is true
 * @param page a page of the list; left out, all of it
 */
export async function accountsToReview(
  finding: Finding | null,
  page?: number
): Promise<{ accounts: ReviewedAccount[]; total: number; perPage: number }> {
  const { rows } = await db.rawQuery(
    `SELECT id, login_id AS "loginId", name, role, state, created_at AS "createdAt",
            valid_until::text AS "validUntil", last_signed_in_at AS "lastSignedInAt",
            second_factor AS "secondFactor", reviewed_at AS "reviewedAt", reviewer,
            count(*) OVER ()::int AS total
       FROM (${ACCOUNTS}) a
      WHERE ${finding ? FINDINGS[finding] : 'true'}
      ORDER BY login_id COLLATE "C"
      ${page ? `LIMIT ${PER_PAGE} OFFSET ${(page - 1) * PER_PAGE}` : ''}`,
    [today(), today(), tenancy.current().municipalityId]
  )
  return {
    accounts: rows.map(({ total: _, ...account }: any) => account),
    total: rows[0]?.total ?? 0,
    perPage: PER_PAGE,
  }
}
