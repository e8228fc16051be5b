import { runBulk } from '../actions/run_bulk.js'

export default async function job(payload: { municipalityId: number; actionId: string }) {
  await runBulk({ id: payload.municipalityId }, payload.actionId)
}
