import i18nManager from '@adonisjs/i18n/services/main'

/** What an action is, by the verb its name ends with; whatever is none of these changes something. */
const VERBS = {
  view: /\.(view|list)(_|$)/,
  search: /\.search(_|$)/,
  export: /\.export(_|$)/,
  print: /\.print(_|$)/,
}

export const ACTION_KINDS = [...(Object.keys(VERBS) as (keyof typeof VERBS)[]), 'other'] as const
export type ActionKind = (typeof ACTION_KINDS)[number]

/** The actions of a kind, of all those that have words: a list of names can use the log's index. */
export function actionsOf(kind: ActionKind): string[] {
  return knownActions().filter((action) =>
    kind === 'other'
      ? !Object.values(VERBS).some((verb) => verb.test(action))
      : VERBS[kind].test(action)
  )
}

/** The kinds of record an entry can be about, as far as they have words. */
export const knownSubjects = () => wordsBelow('audit.subjects.')

const knownActions = () => wordsBelow('audit.actions.')

function wordsBelow(prefix: string): string[] {
  return Object.keys(i18nManager.getTranslationsFor(i18nManager.defaultLocale))
    .filter((key) => key.startsWith(prefix))
    .map((key) => key.slice(prefix.length))
}
