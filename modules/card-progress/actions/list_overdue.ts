import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import { tenancy } from '#app/tenancy/main'

interface Days {
  notice_days: number
  reminder_days: number
  application_days: number
  mail_return_days: number
}

/**
 * Each night: whose card was not fetched in time. 督促対象 are those whose
 * notice has run out, wherever they stand by now; 廃棄候補 those whose reminder has, and whose application
 * is old enough, and cards that came back by post and were never asked for
 * (domain §1.4). Listing changes nothing: a person decides.
 *
 * A line stands for the event that made it due. When the card moves on, the
 * line passes; the next event can make another. Where the card has come back
 * to that event, because what moved it on was cancelled, or what a person
 * confirmed could not be recorded, the line waits again.
 */
export async function listOverdue(days: Days) {
  const municipality = tenancy.current().municipalityId
  const { rowCount: passed } = await db.rawQuery(
    `UPDATE follow_ups f SET state = 'passed', settled_at = now()
      WHERE f.municipality_id = :municipality AND f.state = 'open'
        AND NOT EXISTS (SELECT FROM card_cases c
                         WHERE c.municipality_id = f.municipality_id AND c.id = f.case_id
                           AND c.status_seq = f.because_of)`,
    { municipality }
  )
  const { rowCount: listed } = await db.rawQuery(
    `WITH today AS (SELECT (now() AT TIME ZONE 'Asia/Tokyo')::date AS day),
     due AS (
       SELECT id, status_seq, 'remind' AS kind, 'notice' AS rule,
              coalesce(deadline, status_on + :notice_days::int) AS due_on
         FROM card_cases
        WHERE municipality_id = :municipality AND status = 'NOTIFY' AND status_variant IN ('first', 'again')
       UNION ALL
       SELECT id, status_seq, 'remind', 'no_visit', status_on + :notice_days::int
         FROM card_cases
        WHERE municipality_id = :municipality AND status IN ('NOSHOW', 'RESV_CANCEL', 'SENDBACK')
       UNION ALL
       SELECT id, status_seq, 'remind', 'still_here',
              greatest(deadline, (reserved_at AT TIME ZONE 'Asia/Tokyo')::date)
         FROM card_cases
        WHERE municipality_id = :municipality
          AND status IN ('ARRIVE', 'INSPECT', 'PRESET', 'STORE', 'RESERVE', 'VISIT')
       UNION ALL
       SELECT id, status_seq, 'dispose', 'reminder',
              greatest(deadline, status_on + :reminder_days::int,
                       coalesce(applied_on, (created_at AT TIME ZONE 'Asia/Tokyo')::date) + :application_days::int)
         FROM card_cases
        WHERE municipality_id = :municipality AND status = 'NOTIFY' AND status_variant = 'reminder'
       UNION ALL
       SELECT id, status_seq, 'dispose', 'notice_returned',
              greatest(status_on + :reminder_days::int,
                       coalesce(applied_on, (created_at AT TIME ZONE 'Asia/Tokyo')::date) + :application_days::int)
         FROM card_cases
        WHERE municipality_id = :municipality AND status = 'RETURN' AND status_variant = 'notice'
       UNION ALL
       SELECT id, status_seq, 'dispose', 'card_returned', status_on + :mail_return_days::int
         FROM card_cases
        WHERE municipality_id = :municipality AND status = 'RETURN' AND status_variant = 'card'
     )
     INSERT INTO follow_ups (municipality_id, case_id, kind, rule, due_on, listed_on, because_of)
     SELECT :municipality, due.id, due.kind, due.rule, due.due_on, today.day, due.status_seq
       FROM due CROSS JOIN today
      WHERE due.due_on < today.day
     ON CONFLICT (municipality_id, case_id, kind, because_of) DO UPDATE
        SET state = 'open', settled_by = NULL, settled_at = NULL, rule = excluded.rule,
            due_on = excluded.due_on, listed_on = excluded.listed_on
      WHERE follow_ups.state IN ('passed', 'confirmed')
        AND NOT EXISTS (SELECT FROM bulk_lines l
                         WHERE l.municipality_id = follow_ups.municipality_id
                           AND l.case_id = follow_ups.case_id AND l.outcome IS NULL)`,
    { municipality, ...days }
  )
  if (listed || passed) {
    await audit.record({ action: 'card-progress.list_overdue', detail: { added: listed, passed } })
  }
  return { listed, passed }
}
