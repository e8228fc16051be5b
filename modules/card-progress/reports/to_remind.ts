import type { LoadReport } from '@madoguchi/module-kit'
import { followUpList } from './follow_up_list.js'

/** 督促対象: whose notice has run out. */
const load: LoadReport = (request) => followUpList('remind', request)

export default load
