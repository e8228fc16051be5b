import type { FollowLinkCode } from '@madoguchi/module-kit'
import { moveLinkCode } from './actions/assign_link_codes.js'

/** Whoever replaces a resident's code, the resident has the new one: it says whose card it is, and who may not be handed one. */
const followLinkCode: FollowLinkCode = moveLinkCode

export default followLinkCode
