import { municipalities } from '#app/tenancy/main'
import { mendFile } from '../actions/mend_file.js'

/** Reads a long list of left-out lines again, in the background. */
export default async function job(payload: { municipalityId: number; fileId: string }) {
  await mendFile(payload.fileId, await municipalities.byId(payload.municipalityId))
}
