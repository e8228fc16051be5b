import { tenancy } from '#app/tenancy/main'
import { recordNextSendings, sendingToRecord } from '../actions/record_sending.js'

/** Records 通知書送付 for those who were printed, some cards at a time. */
export default async function recordSending(order: { municipalityId: number; jobId: string }) {
  const municipality = { id: order.municipalityId }
  const sending = await tenancy.run(municipality, () => sendingToRecord(order.jobId))
  if (!sending) return
  const next = () => recordNextSendings(order.jobId, sending.notice)
  while (await tenancy.run(municipality, next, sending.actor));
}
