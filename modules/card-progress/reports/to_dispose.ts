import type { LoadReport } from '@madoguchi/module-kit'
import { followUpList } from './follow_up_list.js'

/** 廃棄候補: whose reminder has run out, or whose card came back. */
const load: LoadReport = (request) => followUpList('dispose', request)

export default load
