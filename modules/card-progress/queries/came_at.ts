/** SQL: when a reservation said that somebody came whom an event, by its name in the statement, had shown already. */
export const cameAt = (event: string) =>
  `(SELECT max(known.came_at) FROM visit_steps known
     WHERE known.municipality_id = ${event}.municipality_id AND known.case_id = ${event}.case_id
       AND known.seq = ${event}.seq)`

/**
 * SQL: that somebody came: an event of its own, or known from another before
 * the reservation said when (`known_already.ts`).
 */
export const came = (event: string) =>
  `${event}.code IN ('VISIT', 'SENDBACK', 'ISSUE')
    AND (${event}.code = 'VISIT' OR ${cameAt(event)} IS NOT NULL)`
