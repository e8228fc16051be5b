/** SQL: that an event, by its name in the statement, was not cancelled. */
export const notTakenBack = (event: string) =>
  `NOT EXISTS (SELECT FROM progress_events x
    WHERE x.municipality_id = ${event}.municipality_id AND x.case_id = ${event}.case_id
      AND x.cancels = ${event}.seq)`
