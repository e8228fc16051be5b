import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import { E_PAGE_NOT_FOUND } from '#app/http/main'
import { municipalities, tenancy } from '#app/tenancy/main'

/** Moments are written as in Tokyo, `2026-12-01T22:00`. */
export interface NewNotice {
  startsAt: string
  endsAt: string
  shownFrom: string
  forResidents: boolean
  note: string | null
}

/** Prepares the banner of a time at which the service rests (R114); it comes and goes by itself. */
export async function announceMaintenance(notice: NewNotice) {
  const { rows } = await db.rawQuery(
    `INSERT INTO maintenance_notices (municipality_id, starts_at, ends_at, shown_from, for_residents, note)
     VALUES (?, ?::timestamp AT TIME ZONE 'Asia/Tokyo', ?::timestamp AT TIME ZONE 'Asia/Tokyo',
             ?::timestamp AT TIME ZONE 'Asia/Tokyo', ?, ?)
     RETURNING id`,
    [
      ...[tenancy.current().municipalityId, notice.startsAt, notice.endsAt, notice.shownFrom],
      ...[notice.forResidents, notice.note],
    ] as any[]
  )
  await audit.record({
    action: 'operations.announce_maintenance',
    subject: { type: 'maintenance_notice', id: rows[0].id },
    detail: { startsAt: notice.startsAt, endsAt: notice.endsAt, shownFrom: notice.shownFrom },
  })
  tenancy.afterCommit(async () => municipalities.forget())
}

/**
 * Takes a banner away before its time, or before it was ever shown. Twice is
 * once.
 *
 * @throws E_PAGE_NOT_FOUND
 */
export async function withdrawNotice(id: string) {
  const { municipalityId } = tenancy.current()
  const { rows } = await db.rawQuery(
    'SELECT withdrawn_at FROM maintenance_notices WHERE municipality_id = ? AND id = ? FOR UPDATE',
    [municipalityId, id]
  )
  if (!rows[0]) throw new E_PAGE_NOT_FOUND()
  if (rows[0].withdrawn_at) return
  await db.rawQuery(
    'UPDATE maintenance_notices SET withdrawn_at = now() WHERE municipality_id = ? AND id = ?',
    [municipalityId, id]
  )
  await audit.record({
    action: 'operations.withdraw_notice',
    subject: { type: 'maintenance_notice', id },
  })
  tenancy.afterCommit(async () => municipalities.forget())
}
