import {
  defineSettings,
  setting,
  type ModuleManifest,
  type RetentionRule,
} from '#app/module_kit/main'

/** Of the setting that says how many days; a form's field cannot have a dot in its name. */
export const retentionSettingOf = ({ id }: RetentionRule) => id.replace('.', '_')

/** 保存期間: one setting for each retention rule of the manifests, so that all of them are decided on one page. */
export function privacyManifest(manifests: Partial<ModuleManifest>[]) {
  const rules = manifests.flatMap(({ personalData }) => personalData?.retention ?? [])
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
