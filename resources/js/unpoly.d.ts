/**
 * Unpoly ships no types. These are the parts used here.
 */
interface UnpolyEvent extends Event {
  form: HTMLFormElement
  renderOptions: Record<string, unknown>
  request: { method: string }
  response: { ok: boolean; url: string; text: string; redirect: boolean; isHTML(): boolean }
}

declare const up: {
  log: { config: { banner: boolean } }
  link: { config: { followSelectors: string[] } }
  form: { config: { submitSelectors: string[] } }
  fragment: { config: { navigateOptions: Record<string, unknown> } }
  status: { config: { navSelectors: string[] } }
  layer: { isOverlay(): boolean }
  on(events: string, handler: (event: UnpolyEvent) => void): void
  compiler(selector: string, compile: (element: Element) => void): void
}
