/**
 * A table that may scroll sideways can be reached with the keyboard. Where it
 * fits, that stop would only be one more press of Tab; and whether it fits
 * changes with a window made smaller, a page made larger, a screen turned.
 *
 * @returns what ends the watching
 */
export function releaseFocusStops(region: Element): () => void {
  const observer = new ResizeObserver(() => {
    const fits =
      region.scrollWidth <= region.clientWidth && region.scrollHeight <= region.clientHeight
    if (fits) region.removeAttribute('tabindex')
    else region.setAttribute('tabindex', '0')
  })
  observer.observe(region)
  return () => observer.disconnect()
}
