/** SQL of when the slot begins whose municipality and id are bound: a reservation keeps it beside the slot. */
export const START_OF_SLOT =
  '(SELECT s.starts_at FROM slots s WHERE s.municipality_id = ? AND s.id = ?)'
