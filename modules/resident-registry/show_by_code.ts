import type { I18n } from '@adonisjs/i18n'
import type { SlotViewer } from '@madoguchi/module-kit'
import { audit } from '#app/audit/main'
import { fieldSetOf } from '#app/fields/main'
import type { Municipality } from '#app/tenancy/main'
import { residentsByCode } from './queries/residents_by_code.js'
import { residentSubject } from './resident_subject.js'
import { showResident, type ShownResident } from './shown_resident.js'

/** Looks link codes up, hides what the viewer may not see, and logs whom the viewer saw. */
export async function showByCode(
  codes: string[],
  about: { municipality: Municipality; i18n: I18n; viewer?: SlotViewer }
): Promise<Map<string, ShownResident>> {
  const { municipality, i18n, viewer } = about
  const fields = await fieldSetOf(residentSubject, municipality)
  const shown = new Map(
    (await residentsByCode(codes)).map((resident) => [
      resident.code,
      showResident(resident, fields, i18n, viewer),
    ])
  )
  const seen = [...shown.values()].filter(({ hidden }) => hidden === null)
  await audit.recordEach(
    'residents.list',
    'resident',
    seen.map(({ id }) => id)
  )
  return shown
}
