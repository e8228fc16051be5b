import type { RetentionRule } from '#app/module_kit/main'
import { declaredManifests, hasEffectIn, retentionSettingOf } from '#app/module_system/main'
import type { Municipality } from '#app/tenancy/main'

/** Every rule there is; a module that is off still has records. */
export const retentionRules = (): RetentionRule[] =>
  declaredManifests().flatMap(({ personalData }) => personalData?.retention ?? [])

/** Those that do anything in a municipality. */
export const rulesIn = (municipality: Pick<Municipality, 'modules'>): RetentionRule[] =>
  retentionRules().filter((rule) => hasEffectIn(municipality, rule))

/** How long a municipality keeps the records of a rule. */
export function daysOf(rule: RetentionRule, { settings }: Pick<Municipality, 'settings'>): number {
  return Number(settings[`privacy.${retentionSettingOf(rule)}`] ?? rule.days.default)
}

/** The same by the rule's id. @throws Error for a rule nobody declares */
export function retentionDays(id: string, municipality: Pick<Municipality, 'settings'>): number {
  const rule = retentionRules().find((candidate) => candidate.id === id)
  if (!rule) throw new Error(`No module declares the retention rule "${id}".`)
  return daysOf(rule, municipality)
}
