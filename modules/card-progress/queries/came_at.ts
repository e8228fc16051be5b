/** SQL: when a reservation said that somebody came whom an event, by its name in the statement, had shown already. */
export const cameAt = (event: string) =>
  `(SELECT max(known.came_at) FROM visit_steps known
     WHERE known.municipality_id = ${event}.municipality_id AND known.case_id = ${event}.case_id
       AND known.seq = ${event}.seq)`
