import {
  defineSettings,
  setting,
  type ModuleManifest,
  type RetentionRule,
} from '#app/module_kit/main'
import type { Municipality } from '#app/tenancy/main'

/** Of the setting that says how many days; a form's field cannot have a dot in its name. */
export const retentionSettingOf = ({ id }: RetentionRule) => id.replace('.', '_')

/** Whether a rule does anything in a municipality: what another module has to tell, it tells only where it is on. */
export const hasEffectIn = (
  { modules }: Pick<Municipality, 'modules'>,
  { alongside }: RetentionRule
) => !alongside || modules.has(alongside)

/** 保存期間: one setting for each retention rule of the manifests, so that all of them are decided on one page. */
export function privacyManifest(
  manifests: Partial<ModuleManifest>[],
  municipality: Pick<Municipality, 'modules'>
) {
  const rules = manifests
    .flatMap(({ personalData }) => personalData?.retention ?? [])
    .filter((rule) => hasEffectIn(municipality, rule))
  return {
    id: 'privacy',
    title: 'privacy.retention.group',
    settings: defineSettings(
      'privacy',
      Object.fromEntries(
        rules.map((rule) => [
          retentionSettingOf(rule),
          setting.integer({
            ...rule.days,
            label: rule.label,
            hint: `${rule.label}_about`,
            unit: 'privacy.retention.days',
          }),
        ])
      )
    ),
  } satisfies Partial<ModuleManifest>
}
