import { record } from './record.js'
import { sealEntries } from './seal_entries.js'
import { verifySeals } from './verify_seals.js'

export type { AuditEntry } from './record.js'
export const audit = { record, sealEntries, verifySeals }
