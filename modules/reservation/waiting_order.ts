/**
 * SQL of whose turn it is among those who wait, reservations `r`: whoever booked and whose time has come, by that time; then who came
 * without a booking, by arrival; then who booked for later (R15,
 * docs/decisions/0017).
 */
export const WAITING_ORDER = `CASE WHEN r.walk_in THEN 2 WHEN r.starts_at <= now() THEN 1 ELSE 3 END,
  r.starts_at, r.settled_at, r.reception_number`
