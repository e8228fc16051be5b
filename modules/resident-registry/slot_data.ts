import i18nManager from '@adonisjs/i18n/services/main'
import type { SlotData } from '@madoguchi/module-kit'
import { readReadableCode } from '#app/exchange/main'
import { municipalities, tenancy } from '#app/tenancy/main'
import { howCodeEnded } from './how_code_ended.js'
import { showByCode } from './show_by_code.js'

/** Whom a link code stands for, on somebody else's page. Staff read Japanese. */
const data: SlotData<{ linkCode: string }> = async ({ linkCode }, viewer) => {
  const code = readReadableCode(linkCode) ?? ''
  const municipality = await municipalities.byId(tenancy.current().municipalityId)
  const i18n = i18nManager.locale(i18nManager.defaultLocale)
  const shown = await showByCode([code], { municipality, i18n, viewer })
  return { person: shown.get(code), ended: await howCodeEnded(code) }
}

export default data
