import type { I18n } from '@adonisjs/i18n'

/**
 * `personal`: says who somebody is or what they wrote, sealed or not.
 * `pseudonymous`: points to somebody without saying who it is: a keyed hash, an
 * id or a code given to them. `none`: neither.
 */
export const DATA_CLASSES = ['personal', 'pseudonymous', 'none'] as const
export type DataClass = (typeof DATA_CLASSES)[number]

/** Every column of one table. */
export type ClassifiedColumns = Record<string, DataClass>

/**
 * Every column of a table, by class, as names separated by blanks.
 *
 * @example
 * classified({ personal: 'answers contact', pseudonymous: 'access_key_hash', none: 'municipality_id id' })
 */
export function classified(names: Partial<Record<DataClass, string>>): ClassifiedColumns {
  return Object.fromEntries(
    DATA_CLASSES.flatMap((kind) =>
      (names[kind]?.trim().split(/\s+/) ?? []).filter(Boolean).map((name) => [name, kind])
    )
  )
}

/** Something that is kept about people, as the page on personal data tells it. */
export interface KeptData {
  /** Translation key of what it is; `<label>_what`, `<label>_why` and, without rules, `<label>_until` say the rest. */
  label: string
  about: 'residents' | 'staff'
  tables: string[]
  /** Ids of the retention rules that end it. */
  rules?: string[]
}

/** When a kind of record has been kept for long enough, and what becomes of it then. */
export type RetentionRule = RuleOfRecords | RuleOfPersons

interface AnyRetentionRule {
  /** `<module id>.<records>`; also the name of its setting. */
  id: string
  /** Translation key; `<label>_about` says from when the days count and what becomes of the records. */
  label: string
  action: 'anonymise' | 'delete'
  /** Until the municipality decides otherwise. */
  days: { default: number; min: number; max: number }
  /** Id of another module that knows from when the days count: there is such a rule only where that one is on as well. */
  alongside?: string
}

/** Ends records of the module's own. */
export interface RuleOfRecords extends AnyRetentionRule {
  apply: () => Promise<{ default: ApplyRetention }>
}

/** Ends everything about persons, in every module: each is erased as on the page about one person. */
export interface RuleOfPersons extends AnyRetentionRule {
  persons: () => Promise<{ default: FindEndedPersons }>
}

/**
 * Anonymises or deletes at most `limit` records that ended before a day, in a
 * transaction of its own in the municipality's scope; called again until it
 * finds fewer.
 *
 * @param input.before ISO date in Tokyo: records of this day stay
 * @returns how many records it did
 */
export type ApplyRetention = (input: { before: string; limit: number }) => Promise<number>

/**
 * Looks at no more than `limit` of the persons a module knows, in an order of
 * its own; runs in the municipality's scope, in the transaction that erases
 * those it answers.
 *
 * @param input.before ISO date in Tokyo: whose time ended on this day stays
 * @param input.after where the last look ended; null for the first one
 * @returns whose time ended before, and where the next look begins; null after the last person
 */
export type FindEndedPersons = (input: {
  before: string
  after: string | null
  limit: number
}) => Promise<{ persons: PersonKey[]; next: string | null }>

/** What a module knows somebody by: `{ kind: 'reservation', id }`. Never anything that says who it is. */
export interface PersonKey {
  /** `reservation`, `account`, `booker`, `link_code`, `mail_recipient`, `resident` … */
  kind: string
  id: string
}

/** What is held on somebody, in words for them to read. */
export interface PersonSection {
  title: string
  rows: { label: string; value: string }[]
}

export interface HeldOnPerson {
  sections: PersonSection[]
  /** What else the same person is known by, here or elsewhere; those asked for may be among them. */
  keys: PersonKey[]
}

/** Tells what a module holds on whoever the keys belong to; runs in the municipality's tenant scope, for as long as there are new keys. */
export type FindPerson = (keys: PersonKey[], context: { i18n: I18n }) => Promise<HeldOnPerson>

/** Forgets a person; all of it runs in the municipality's tenant scope. */
export interface PersonEraser {
  /** Sentences on what would go, what would stay, and why it cannot be done now. */
  preview(
    keys: PersonKey[],
    context: { i18n: I18n }
  ): Promise<{ goes: string[]; stays: string[]; hindrances: string[] }>
  /** @returns how many records were anonymised or deleted */
  erase(keys: PersonKey[]): Promise<number>
}

/** What a municipality has stored about residents now, in words, with how many; what there is none of is left out. */
export type StoredResidentData = (context: {
  i18n: I18n
}) => Promise<{ label: string; count: number }[]>

/** What a module says of the personal data in its tables. */
export interface PersonalDataDeclaration {
  /** Every column of every table it has. */
  columns: Record<string, ClassifiedColumns>
  /** Every table with a personal column is part of one of these. */
  kept?: KeptData[]
  retention?: RetentionRule[]
  /** Looked at before a municipality is set to hold no residents' data. */
  stored?: () => Promise<{ default: StoredResidentData }>
  /** 開示 and erasure of one person. */
  of?: () => Promise<{ default: FindPerson }>
  erase?: () => Promise<{ default: PersonEraser }>
}

/** The ids of a kind among keys. */
export const idsOf = (keys: PersonKey[], ...kinds: string[]): string[] => [
  ...new Set(keys.filter(({ kind }) => kinds.includes(kind)).map(({ id }) => id)),
]

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** The same, for kinds whose ids are uuids: an address may say anything. */
export const uuidsOf = (keys: PersonKey[], ...kinds: string[]): string[] =>
  idsOf(keys, ...kinds).filter((id) => UUID.test(id))
