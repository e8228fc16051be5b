/**
 * SQL: why an event was recorded, by its name in the statement: the words
 * somebody wrote, otherwise the code the event has (`coded_words.ts`).
 */
export const reasonOf = (event: string) =>
  `coalesce((SELECT w.words FROM written_reasons w
     WHERE w.municipality_id = ${event}.municipality_id AND w.case_id = ${event}.case_id
       AND w.seq = ${event}.seq), ${event}.reason)`
