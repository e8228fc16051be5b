/** How a visit came about, as the words under `staff.slot` call it. */
export const howItCame = ({ byProxy, walkIn }: { byProxy: boolean; walkIn: boolean }) =>
  walkIn ? 'walk_in' : byProxy ? 'by_proxy' : 'by_resident'
