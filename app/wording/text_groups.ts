import i18nManager from '@adonisjs/i18n/services/main'
import type { I18n } from '@adonisjs/i18n'
import { inForce } from '#app/module_system/main'
import type { Municipality } from '#app/tenancy/main'
import { isPlain } from './merge_fields.js'

/** What of a module only staff read, or nobody by itself. */
const NOT_FOR_RESIDENTS = ['staff', 'settings', 'permissions', 'menu', 'module']

/** The texts of one screen or of one mail, which are worded on one page. */
export interface TextGroup {
  /** `reservation.calendar`, `reservation.mail.made`. */
  id: string
  moduleId: string
  kind: 'screen' | 'mail'
  title: string
  /** Translation keys, in the order of the product's own file. */
  keys: string[]
}

/**
 * Every text residents read of the modules in force, by screen and by mail.
 * It follows from the translations: a module that adds a text adds it here.
 */
export function textGroups(municipality: Municipality, i18n: I18n): TextGroup[] {
  const messages = i18nManager.getTranslationsFor(i18nManager.defaultLocale)
  const modules = inForce(municipality).flatMap(({ id }) => (id && id !== 'core' ? [id] : []))
  const groups = new Map<string, TextGroup>()
  for (const [key, message] of Object.entries(messages)) {
    const [first, second, third] = key.split('.')
    const isOurs =
      (modules.includes(first) && !NOT_FOR_RESIDENTS.includes(second)) ||
      (first === 'core' && second === 'accessibility')
    if (!isOurs || !isPlain(message)) continue
    const kind = second === 'mail' ? 'mail' : 'screen'
    const id = kind === 'mail' ? `${first}.${second}.${third}` : `${first}.${second}`
    const group = groups.get(id)
    if (group) group.keys.push(key)
    else groups.set(id, { id, moduleId: first, kind, title: titleOf(id, i18n), keys: [key] })
  }
  return [...groups.values()]
}

/** What the module calls the group, or what the screen itself is headed with. */
function titleOf(id: string, i18n: I18n): string {
  const [moduleId, ...rest] = id.split('.')
  const own = `${moduleId}.staff.texts.${rest.join('_')}`
  const heading = i18n.resolveIdentifier(`${id}.title`)?.message
  return i18n.resolveIdentifier(own) ? i18n.t(own) : heading?.includes('{') ? id : (heading ?? id)
}
