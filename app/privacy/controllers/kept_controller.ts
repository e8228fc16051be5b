import type { HttpContext } from '@adonisjs/core/http'
import type { I18n } from '@adonisjs/i18n'
import { audit } from '#app/audit/main'
import { declaredManifests, hasEffectIn } from '#app/module_system/main'
import { DATA_CLASSES, type KeptData, type PersonalDataDeclaration } from '#app/module_kit/main'
import type { Municipality } from '#app/tenancy/main'
import { daysOf } from '../retention_days.js'

/** 個人情報の管理: what is kept about people, what for, how long and where; of every installed module. */
export default class KeptController {
  async handle({ i18n, staff, tenant, view }: HttpContext) {
    const { municipality } = tenant
    await tenant.run(() => audit.record({ action: 'core.view_privacy' }))
    const kept = declaredManifests().flatMap(({ personalData = { columns: {} } }) =>
      (personalData.kept ?? []).map((one) => inWords(one, personalData, municipality, i18n))
    )
    return view.render('pages/staff/privacy/kept', {
      holds: municipality.holdsResidentData,
      groups: (['residents', 'staff'] as const).map((about) => ({
        about,
        kept: kept.filter((one) => one.about === about),
      })),
      tables: registerInWords(),
      classes: DATA_CLASSES,
      mayManage: staff!.can('core.manage_municipality'),
      ...{ base: `/${municipality.slug}/staff`, tab: 'kept' },
    })
  }
}

function inWords(
  { about, label, rules = [] }: KeptData,
  { retention = [] }: PersonalDataDeclaration,
  municipality: Municipality,
  i18n: I18n
) {
  const ends = retention
    .filter(({ id }) => rules.includes(id))
    .filter((rule) => hasEffectIn(municipality, rule))
  return {
    about,
    label: i18n.t(label),
    what: i18n.t(`${label}_what`),
    why: i18n.t(`${label}_why`),
    until:
      ends.length > 0
        ? ends.map((rule) => i18n.t(`${rule.label}_ends`, { n: daysOf(rule, municipality) }))
        : [i18n.t(`${label}_until`)],
  }
}

/** Every table that says something about somebody, with its columns by class. */
function registerInWords() {
  return declaredManifests()
    .flatMap(({ personalData }) => Object.entries(personalData?.columns ?? {}))
    .map(([table, columns]) => ({
      table,
      columns: Object.fromEntries(
        DATA_CLASSES.map((kind) => [
          kind,
          Object.keys(columns).filter((name) => columns[name] === kind),
        ])
      ),
    }))
    .sort((a, b) => a.table.localeCompare(b.table))
}
