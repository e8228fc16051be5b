import { extensionPoint } from './extension_point.js'

/** Moves what a module keeps of a link code to the one issued in its place; runs in the scope that issues it. */
export type FollowLinkCode = (old: string, code: string) => Promise<void>

/** Every installed module is asked, on or off: it may be on again tomorrow. */
export const linkCodeReplaced = extensionPoint<FollowLinkCode>('core.link_code_replaced')
