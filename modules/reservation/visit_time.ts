/** SQL of the slot `s` of a reservation `r`; somebody who came without a booking has none. */
export const SLOT_OF_VISIT =
  'LEFT JOIN slots s ON s.municipality_id = r.municipality_id AND s.id = r.slot_id'

/**
 * SQL of the moment a visit begins: its slot does, or somebody came without a
 * booking. In whole minutes, as slots are: a list goes on after a moment that
 * JavaScript knows to the millisecond only.
 */
export const VISIT_BEGINS = `coalesce(s.starts_at, date_trunc('minute', r.reserved_at))`
