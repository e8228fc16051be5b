import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import { tenancy } from '#app/tenancy/main'
import type { E_FILE_REFUSED } from '../errors.js'

/** Keeps that a file was not taken and why. Tried again, as a folder is looked into again and again, it is the same line. */
export async function noteRefusal({ because, about }: E_FILE_REFUSED) {
  const { municipalityId, actor } = tenancy.current()
  const { manifest, missing, sha256 } = about
  const { rows } = await db.rawQuery(
    `INSERT INTO exchange_refusals (municipality_id, sha256, because, feed, series_id, number,
                                    missing_from, missing_until, staff_id)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (municipality_id, sha256, because) DO UPDATE
        SET attempts = exchange_refusals.attempts + 1, refused_at = now(),
            missing_from = excluded.missing_from, missing_until = excluded.missing_until
     RETURNING attempts`,
    [
      ...[municipalityId, sha256, because],
      ...[manifest?.feed ?? null, manifest?.seriesId ?? null, manifest?.number ?? null],
      ...[missing?.[0] ?? null, missing?.[1] ?? null, actor.staffId ?? null],
    ] as any[]
  )
  if (rows[0].attempts > 1 && actor.kind !== 'staff') return
  await audit.record({
    action: 'exchange.receive_file',
    result: 'denied',
    detail: { reason: because, feed: manifest?.feed ?? null, number: manifest?.number ?? null },
  })
}
