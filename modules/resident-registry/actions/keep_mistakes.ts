import type { I18n } from '@adonisjs/i18n'
import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import type { CodeRefusal } from '../queries/why_not_given.js'
import type { ImportMistake } from '../resident_import.js'

/** What a line can only be wrong in beside the register and the other lines. */
export type WrongBesideOthers =
  'repeated' | 'deregistered' | 'code_repeated' | `code_${CodeRefusal}`

/** What is wrong with a line as a whole. */
export const wrongLine = (
  line: number,
  what: WrongBesideOthers,
  i18n: I18n,
  about: Record<string, unknown> = {}
): ImportMistake => ({
  ...{ line, column: null },
  sentence: i18n.t(`resident-registry.staff.import.wrong.${what}`, about),
})

/** Keeps what is wrong in lines of a file. */
export async function keepMistakes(importId: string, mistakes: ImportMistake[]) {
  if (mistakes.length === 0) return
  await db.rawQuery(
    `INSERT INTO resident_import_mistakes
       (municipality_id, import_id, line, n, column_at, sentence)
     SELECT ?, ?, line, n, column_at, sentence
       FROM unnest(?::int[], ?::int[], ?::int[], ?::text[]) AS m (line, n, column_at, sentence)`,
    [
      ...[tenancy.current().municipalityId, importId],
      mistakes.map(({ line }) => line),
      mistakes.map((_, n) => n),
      mistakes.map(({ column }) => column),
      mistakes.map(({ sentence }) => sentence),
    ] as any[]
  )
}
