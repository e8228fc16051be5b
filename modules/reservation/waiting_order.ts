/**
 * SQL of whose turn it is among those who wait, a reservation `r` with its slot
 * `s`: whoever booked and whose time has come, by that time; then who came
 * without a booking, by arrival; then who booked for later (R15,
 * docs/decisions/0017).
 */
export const WAITING_ORDER = `CASE WHEN s.starts_at <= now() THEN 1 WHEN r.walk_in THEN 2 ELSE 3 END,
  coalesce(s.starts_at, r.reserved_at), r.settled_at, r.reception_number`
