import type { Page } from 'playwright-core'

/** More presses of Tab than any page has stops. */
const MOST = 250

export interface Stop {
  /** What is said of it: its label or its text. */
  name: string
  kind: string
  /** Whether anything shows that the keyboard is there. */
  visible: boolean
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
   * Walks the whole page, what is folded away included, with Tab and back with
   * Shift+Tab.
   *
   * @returns what is wrong: stops not reached, forms without a stop that sends them
   */
  async walk(): Promise<string[]> {
    const wrong: string[] = []
    for (const key of ['Tab', 'Shift+Tab']) {
      await this.page.evaluate(`(${unfold})()`)
      const stops = await this.page.evaluate<number>(`(${watch})()`)
      let seen: Walked = { missed: [], unsendable: [], invisible: [] }
      /** A date is one stop here and several presses of Tab. */
      for (let round = 0; round < 6; round++) {
        for (let i = 0; i <= stops; i++) await this.press(key)
        seen = await this.page.evaluate<Walked>('window.walked()')
        if (seen.missed.length === 0) break
      }
      wrong.push(...seen.missed.map((stop) => `${key} does not reach ${stop}`))
      wrong.push(...seen.unsendable.map((form) => `${key} reaches nothing that sends ${form}`))
      for (const stop of seen.invisible) this.invisible.add(`${stop} on ${this.page.url()}`)
    }
    return wrong
  }
}

/** What a walk has met so far. */
interface Walked {
  missed: string[]
  unsendable: string[]
  invisible: string[]
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

/** Whether a stop shows that the keyboard is there. */
const SHOWN = `((one) => {
  const style = getComputedStyle(one)
  const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0
  const { width, height } = one.getBoundingClientRect()
  return one.tabIndex < 0 || ((outlined || style.boxShadow !== 'none') && width > 0 && height > 0)
})`

/** Opens what is folded away, and waits until the page has taken note of it. */
const unfold = `() => {
  for (const one of document.querySelectorAll('details')) one.open = true
  return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
}`

/** Notes what the keyboard comes to from here on, at the beginning of the page. */
const watch = `() => {
  const stops = ${STOPS}
  const says = (one) => one.tagName.toLowerCase() + ' ' + ${NAME_OF}(one)
  const reached = new Set()
  const invisible = new Set()
  document.addEventListener('focusin', ({ target: one }) => {
    const isIt = (stop) => stop === one ||
      (one.type === 'radio' && stop.type === 'radio' && stop.name === one.name && stop.form === one.form)
    reached.add(stops.find(isIt))
    if (!${SHOWN}(one)) invisible.add(says(one))
  })
  window.walked = () => ({
    missed: stops.filter((stop) => !reached.has(stop)).map(says),
    unsendable: [...document.forms]
      .filter((form) => stops.some((stop) => stop.form === form))
      .filter((form) => !stops.some((stop) => stop.form === form && stop.type === 'submit' && reached.has(stop)))
      .map((form) => form.method + ' ' + form.action),
    invisible: [...invisible],
  })
  document.activeElement?.blur()
  window.scrollTo(0, 0)
  return stops.length
}`

const describeFocus = `() => {
  const one = document.activeElement
  if (!one || one === document.body) return { name: '', kind: 'body', visible: true }
  return { name: ${NAME_OF}(one), kind: one.tagName.toLowerCase(), visible: ${SHOWN}(one) }
}`
