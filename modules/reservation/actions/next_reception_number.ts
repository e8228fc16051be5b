import { prepared, tenancy } from '#app/tenancy/main'

/**
 * The next 受付番号: a sequence per counter and day of visit in order of
 * booking, so it has gaps only where a transaction rolled back
 * after this one's caller did not.
 */
export async function nextReceptionNumber(counterId: string, visitDate: string): Promise<number> {
  const { rows } = await prepared(
    'reservation.next_number',
    `INSERT INTO reception_numbers AS n (municipality_id, counter_id, visit_date, last_number)
     VALUES (?, ?, ?, 1)
     ON CONFLICT (municipality_id, counter_id, visit_date)
     DO UPDATE SET last_number = n.last_number + 1
     RETURNING last_number`,
    [tenancy.current().municipalityId, counterId, visitDate]
  )
  return rows[0].last_number
}
