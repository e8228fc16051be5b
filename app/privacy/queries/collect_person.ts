import type { I18n } from '@adonisjs/i18n'
import type { PersonKey, PersonSection } from '#app/module_kit/main'
import { declaredManifests } from '#app/module_system/main'

/** Modules lead on to each other a few times; this often they only do when one invents keys. */
const MOST_ROUNDS = 50

export interface CollectedPerson {
  sections: PersonSection[]
  /** Everything the person is known by. */
  keys: PersonKey[]
}

/**
 * Everything that is held on one person, by all installed modules, those that
 * are off included, because their records stay. Each is asked with all keys
 * there are until none knows another one. Runs in the tenant scope.
 *
 * @param start what the person is known by where the question came up
 */
export async function collectPerson(start: PersonKey, i18n: I18n): Promise<CollectedPerson> {
  const keys = new Map([[nameOf(start), start]])
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const known = keys.size
    const sections: PersonSection[] = []
    for (const { personalData } of inOrder()) {
      const find = (await personalData?.of?.())?.default
      if (!find) continue
      const held = await find([...keys.values()], { i18n })
      sections.push(...held.sections)
      for (const key of held.keys) keys.set(nameOf(key), key)
    }
    if (keys.size === known) return { sections, keys: [...keys.values()] }
  }
  throw new Error(`Modules name ever more keys of one person, starting from a ${start.kind}.`)
}

/** What modules hold is what somebody asks for; the core's mails and accesses come after it. */
const inOrder = () =>
  declaredManifests().toSorted((a, b) => Number(a.id === 'core') - Number(b.id === 'core'))

const nameOf = ({ kind, id }: PersonKey) => `${kind} ${id}`
