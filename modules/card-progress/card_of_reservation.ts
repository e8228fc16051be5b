import i18nManager from '@adonisjs/i18n/services/main'
import type { SlotData } from '@madoguchi/module-kit'
import { formatReadableCode } from '#app/exchange/main'
import { codesOfVisits } from './queries/codes_of_visits.js'
import { findCase } from './queries/find_case.js'
import { readCase } from './queries/read_case.js'
import { statusWords } from './queries/status_words.js'

/** The card somebody booked to fetch, on the page of their reservation. Staff read Japanese. */
const data: SlotData<{ reservationId: string }> = async ({ reservationId }) => {
  const linkCode = (await codesOfVisits([reservationId])).get(reservationId)
  const found = linkCode ? await findCase(linkCode) : undefined
  if (!found || !('caseId' in found)) return { card: undefined }
  return {
    card: await readCase(found.caseId),
    formatCode: formatReadableCode,
    words: await statusWords(i18nManager.locale(i18nManager.defaultLocale)),
  }
}

export default data
