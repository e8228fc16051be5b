import { municipalities, tenancy } from '#app/tenancy/main'
import { forgetOldImports } from '../actions/end_import.js'
import { importsLeftAlone } from '../queries/find_import.js'
import workOnImport from './work_on_import.js'

/** A piece takes a few seconds: whoever was at it longer ago is gone. */
const SECONDS_ALONE = 30

/** Takes up imports whose process was killed, and ends those nobody went on with. */
export default async function job({ municipalityId }: { municipalityId: number }) {
  const municipality = await municipalities.byId(municipalityId)
  await tenancy.run(municipality, forgetOldImports)
  const left = await tenancy.run(municipality, () => importsLeftAlone(SECONDS_ALONE))
  for (const importId of left) await workOnImport({ municipalityId, importId })
}
