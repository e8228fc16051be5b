import type { ClassifiedColumns, PersonalDataDeclaration } from '#app/module_kit/main'
import { declaredManifests } from '#app/module_system/main'

/** Every column of every table, as the core and the installed modules classify them. */
export function columnRegister(): PersonalDataDeclaration['columns'] {
  return Object.assign({}, ...declaredManifests().map(({ personalData }) => personalData?.columns))
}

/** Where register and database disagree, as `table.column`. */
export interface Disagreement {
  /** In the database, and nobody says what they hold. */
  unclassified: string[]
  /** Classified, and not in the database. */
  vanished: string[]
}

export function columnsOutOfRegister(
  database: Record<string, string[]>,
  register: Record<string, ClassifiedColumns> = columnRegister()
): Disagreement {
  const there = names(database)
  const said = names(
    Object.fromEntries(
      Object.entries(register).map(([table, columns]) => [table, Object.keys(columns)])
    )
  )
  return {
    unclassified: there.filter((name) => !said.includes(name)),
    vanished: said.filter((name) => !there.includes(name)),
  }
}

const names = (tables: Record<string, string[]>) =>
  Object.entries(tables)
    .flatMap(([table, columns]) => columns.map((column) => `${table}.${column}`))
    .sort()
