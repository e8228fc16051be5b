import { record, recordEach } from './record.js'
import { sealEntries, sealState, secondsUnsealed } from './seal_entries.js'
import { verifySeals } from './verify_seals.js'

export type { SealReport } from './verify_seals.js'
export { describeDetail, type DetailLine } from './describe_detail.js'
export type { AuditEntry } from './record.js'
export const audit = { record, recordEach, sealEntries, sealState, secondsUnsealed, verifySeals }
