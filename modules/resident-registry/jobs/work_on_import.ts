import i18nManager from '@adonisjs/i18n/services/main'
import { municipalities, tenancy } from '#app/tenancy/main'
import { checkImport } from '../actions/check_import.js'
import { writeImport } from '../actions/write_import.js'
import { findImport } from '../queries/find_import.js'

/** Checks or writes a file, whichever it waits for. */
export default async function job({
  municipalityId,
  importId,
}: {
  municipalityId: number
  importId: string
}) {
  const municipality = await municipalities.byId(municipalityId)
  const found = await tenancy.run(municipality, () => findImport(importId))
  const i18n = i18nManager.locale(i18nManager.defaultLocale)
  if (found.state === 'checking') await checkImport(found, { municipality, i18n })
  if (found.state === 'writing') await writeImport(found, { municipality, i18n })
}
