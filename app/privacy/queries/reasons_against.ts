import type { I18n } from '@adonisjs/i18n'
import { fieldSetOf, labelOf, saysWhoItIs } from '#app/fields/main'
import { declaredManifests, inForce, installedModules, subjectsOf } from '#app/module_system/main'
import type { Municipality } from '#app/tenancy/main'

/**
 * What stands in the way of holding no residents' data, in sentences: modules
 * and fields in use that hold some, and what is stored already, be it of a
 * module that is off by now. Reads everything there is, for which a large city
 * waits a moment. Runs in the tenant scope.
 */
export async function reasonsAgainst(municipality: Municipality, i18n: I18n): Promise<string[]> {
  return [...(await inUseAgainst(municipality, i18n)), ...(await stored(i18n))]
}

/** The same of the modules and fields in use alone. */
export async function inUseAgainst(municipality: Municipality, i18n: I18n): Promise<string[]> {
  const modules = installedModules()
    .filter(({ id, handlesResidentData }) => handlesResidentData && municipality.modules.has(id))
    .map(({ title }) => i18n.t('privacy.mode.module', { name: i18n.t(title) }))
  return [...modules, ...(await fieldsInUse(municipality, i18n))]
}

async function fieldsInUse(municipality: Municipality, i18n: I18n): Promise<string[]> {
  const handling = new Set(
    inForce(municipality)
      .filter(({ handlesResidentData }) => handlesResidentData)
      .flatMap(({ subjects }) => subjects ?? [])
  )
  const sentences: string[] = []
  for (const subject of subjectsOf(municipality).filter((candidate) => !handling.has(candidate))) {
    const fields = await fieldSetOf(subject, municipality)
    const used = new Set([...fields.inUse('public'), ...fields.inUse('staff')])
    for (const definition of [...used].filter((candidate) => saysWhoItIs(candidate))) {
      sentences.push(
        i18n.t('privacy.mode.field', {
          subject: i18n.t(subject.label),
          name: labelOf(definition, i18n),
        })
      )
    }
  }
  return sentences
}

async function stored(i18n: I18n): Promise<string[]> {
  const sentences: string[] = []
  for (const { personalData } of declaredManifests()) {
    const look = (await personalData?.stored?.())?.default
    for (const { label, count } of (await look?.({ i18n })) ?? []) {
      sentences.push(i18n.t('privacy.mode.stored', { what: label, n: count }))
    }
  }
  return sentences
}
