import type { Page } from 'playwright-core'

/** More presses of Tab than any page has stops. */
const MOST = 250

export interface Stop {
  /** What is said of it: its label or its text. */
  name: string
  kind: string
  /** Whether anything shows that the keyboard is there. */
  visible: boolean
  /** Which of the page's stops it is; -1 outside the page. */
  index: number
}

/** A person who has a page and a keyboard, and no mouse. */
export class Keyboard {
  /** Stops nothing showed the keyboard at. */
  readonly invisible = new Set<string>()

  constructor(readonly page: Page) {}

  press(key: string) {
    return this.page.keyboard.press(key)
  }

  type(text: string) {
    return this.page.keyboard.type(text)
  }

  /** Where the keyboard is. */
  async here(): Promise<Stop> {
    const stop = await this.page.evaluate<Stop>(`(${describeFocus})()`)
    if (!stop.visible) this.invisible.add(`${stop.kind} ${stop.name} on ${this.page.url()}`)
    return stop
  }

  /** Goes on with Tab until something of such a name is reached, round the page once at most. */
  async to(name: string | RegExp, kind?: string): Promise<void> {
    const fits = (stop: Stop) =>
      (typeof name === 'string' ? stop.name === name : name.test(stop.name)) &&
      (!kind || stop.kind === kind)
    const seen: string[] = []
    for (let i = 0; i < MOST; i++) {
      const stop = await this.here()
      if (fits(stop)) return
      seen.push(stop.name)
      await this.press('Tab')
    }
    throw new Error(`Tab never came to ${name} on ${this.page.url()}: ${[...new Set(seen)]}`)
  }

  /** Goes somewhere and presses Enter; waits for the page that follows by its heading. */
  async follow(name: string | RegExp, heading: string | RegExp, kind?: string) {
    await this.to(name, kind)
    await this.press('Enter')
    await this.headed(heading)
  }

  async headed(heading: string | RegExp) {
    await this.page.getByRole('heading', { level: 1, name: heading }).waitFor()
    await this.page.waitForTimeout(100)
  }

  /** Fills in the form of the sign-in page, which is open, and waits for the page after it. */
  async signIn({ loginId, password }: { loginId: string; password: string }) {
    await this.to(/^ログインID/)
    await this.type(loginId)
    await this.press('Tab')
    await this.type(password)
    await this.press('Enter')
    await this.page.waitForURL('**/staff')
  }

  /** Waits until the page has put the keyboard somewhere by itself. */
  async isPut(on: RegExp) {
    for (let i = 0; i < 100; i++) {
      const { name } = await this.here()
      if (on.test(name)) return
      await this.page.waitForTimeout(50)
    }
    throw new Error(`The keyboard was not put on ${on} on ${this.page.url()}.`)
  }

  /** A date, in whatever order the browser asks for its parts. */
  async typeDate(iso: string) {
    const [year, month, day] = iso.split('-')
    for (const parts of [month + day + year, year + month + day, day + month + year]) {
      await this.type(parts)
      if ((await this.page.evaluate('document.activeElement.value')) === iso) return
      for (let i = 0; i < 3; i++) await this.press('ArrowLeft')
    }
    throw new Error(`The date ${iso} could not be typed on ${this.page.url()}.`)
  }

  /**
   * Walks the whole page with Tab and back with Shift+Tab.
   *
   * @returns the stops that were not reached, either way: none, unless the keyboard is trapped
   */
  async walk(): Promise<string[]> {
    const wanted = await this.page.evaluate<string[]>(`(${listStops})()`)
    const missed: string[] = []
    for (const key of ['Tab', 'Shift+Tab']) {
      await this.page.evaluate('document.activeElement?.blur(); window.scrollTo(0, 0)')
      const reached = new Set<number>()
      for (let i = 0; i < MOST && reached.size < wanted.length; i++) {
        await this.press(key)
        const { index } = await this.here()
        if (index >= 0) reached.add(index)
      }
      missed.push(...wanted.filter((_, i) => !reached.has(i)).map((stop) => `${key}: ${stop}`))
    }
    return missed
  }
}

/** Runs in the page: everything Tab is to stop at. Of radio buttons only the chosen one is. */
const STOPS = `(() => {
  const radios = new Set()
  return [...document.querySelectorAll(
    'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]'
  )].filter((one) => {
    if (one.disabled || one.tabIndex < 0) return false
    if (!one.checkVisibility({ visibilityProperty: true })) return false
    if (one.type !== 'radio') return true
    const group = [...document.querySelectorAll('input[type=radio]')].filter(
      ({ name, form }) => name === one.name && form === one.form
    )
    const chosen = group.find(({ checked }) => checked)
    if (chosen) return chosen === one
    const first = !radios.has(one.name)
    radios.add(one.name)
    return first
  })
})()`

const NAME_OF = `((one) => (
  one.getAttribute('aria-label') || one.labels?.[0]?.textContent || one.textContent || one.name || ''
).replace(/\\s+/g, ' ').trim())`

const listStops = `() => ${STOPS}.map((one) => one.tagName.toLowerCase() + ' ' + ${NAME_OF}(one))`

const describeFocus = `() => {
  const one = document.activeElement
  if (!one || one === document.body) return { name: '', kind: 'body', visible: true, index: -1 }
  const style = getComputedStyle(one)
  const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0
  const { width, height } = one.getBoundingClientRect()
  return {
    name: ${NAME_OF}(one),
    kind: one.tagName.toLowerCase(),
    visible: one.tabIndex < 0 || ((outlined || style.boxShadow !== 'none') && width > 0 && height > 0),
    index: ${STOPS}.findIndex(
      (stop) => stop === one || (one.type === 'radio' && stop.type === 'radio' && stop.name === one.name && stop.form === one.form)
    ),
  }
}`
