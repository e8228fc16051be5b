import type { BarredFromIssue } from '#modules/card-progress/api'
import { lockedNotInUse } from './queries/locked_not_in_use.js'
import { stoppedOfNobody } from './queries/stopped_of_nobody.js'

/**
 * 停止 and 抹消 are handed no card (R105), nor is whoever comes for somebody who
 * was deleted. A code that was only stopped still says whose card it is; one
 * in use that is no resident's is not ours to judge.
 */
const barredFromIssue: BarredFromIssue = async (codes) => [
  ...(await lockedNotInUse(codes)),
  ...(await stoppedOfNobody(codes)),
]

export default barredFromIssue
