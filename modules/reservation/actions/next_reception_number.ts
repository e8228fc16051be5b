import { prepared, tenancy } from '#app/tenancy/main'

/**
 * The next 受付番号 as `last_number`: a sequence per counter and day of visit
 * in order of booking, so it has gaps only where a transaction rolled back
 * after this one's caller did not. Binds municipality, counter and day.
 */
export const NEXT_RECEPTION_NUMBER = `
  INSERT INTO reception_numbers AS n (municipality_id, counter_id, visit_date, last_number)
  VALUES (?, ?, ?, 1)
  ON CONFLICT (municipality_id, counter_id, visit_date)
  DO UPDATE SET last_number = n.last_number + 1
  RETURNING last_number`

/** Takes the next 受付番号 of a counter's day. */
export async function nextReceptionNumber(counterId: string, visitDate: string): Promise<number> {
  const { rows } = await prepared('reservation.next_number', NEXT_RECEPTION_NUMBER, [
    tenancy.current().municipalityId,
    counterId,
    visitDate,
  ])
  return rows[0].last_number
}
