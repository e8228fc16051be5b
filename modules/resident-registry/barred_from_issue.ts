import type { BarredFromIssue } from '#modules/card-progress/api'
import { lockedNotInUse } from './queries/locked_not_in_use.js'

/** 停止 and 抹消 are handed no card (R105). A code that is no resident's is not ours to judge. */
const barredFromIssue: BarredFromIssue = lockedNotInUse

export default barredFromIssue
