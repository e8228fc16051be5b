import { municipalities } from '#app/tenancy/main'
import { readFiles } from '../actions/read_files.js'

/** Reads what was taken in, and goes on where an earlier one broke off. */
export default async function job({ municipalityId }: { municipalityId: number }) {
  await readFiles(await municipalities.byId(municipalityId))
}
