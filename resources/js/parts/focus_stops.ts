/**
 * A table that may scroll sideways can be reached with the keyboard. Where it
 * fits, that stop would only be one more press of Tab.
 */
export function releaseFocusStops(region: Element): void {
  const fits =
    region.scrollWidth <= region.clientWidth && region.scrollHeight <= region.clientHeight
  region.toggleAttribute('tabindex', false)
  if (!fits) {
    region.setAttribute('tabindex', '0')
  }
}
