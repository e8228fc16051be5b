import type { I18n } from '@adonisjs/i18n'
import type { PersonKey } from '#app/module_kit/main'
import { declaredManifests } from '#app/module_system/main'

export interface ErasurePreview {
  goes: string[]
  stays: string[]
  hindrances: string[]
}

/** What erasing a person would do, in every module's words. Runs in the tenant scope. */
export async function previewErasure(keys: PersonKey[], i18n: I18n): Promise<ErasurePreview> {
  const all: ErasurePreview = { goes: [], stays: [], hindrances: [] }
  for (const { personalData } of declaredManifests()) {
    const eraser = (await personalData?.erase?.())?.default
    const one = await eraser?.preview(keys, { i18n })
    for (const part of ['goes', 'stays', 'hindrances'] as const)
      all[part].push(...(one?.[part] ?? []))
  }
  return all
}
