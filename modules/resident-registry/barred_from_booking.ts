import type { BarredFromBooking } from '#modules/card-progress/api'
import { codesNotInUse } from './queries/codes_not_in_use.js'

/** 停止 and 抹消 book nothing (R105), on the other side neither. */
const barredFromBooking: BarredFromBooking = codesNotInUse

export default barredFromBooking
