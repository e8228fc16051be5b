/** How a visit came about, as the words under `staff.slot` call it. */
export const HOW_IT_CAME = ['by_resident', 'by_proxy', 'walk_in'] as const
export type HowItCame = (typeof HOW_IT_CAME)[number]

export const howItCame = ({ byProxy, walkIn }: { byProxy: boolean; walkIn: boolean }): HowItCame =>
  walkIn ? 'walk_in' : byProxy ? 'by_proxy' : 'by_resident'
