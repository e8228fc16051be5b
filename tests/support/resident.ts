import { type Visitor } from './browserless.js'

export interface Booked {
  number: string
  /** Of everybody in the party; the first is `number`. */
  numbers: string[]
  key: string
  token: string
}

/** A resident who books without a browser, over HTTP, form by form. */
export class Resident {
  constructor(
    readonly visitor: Visitor,
    readonly slug: string
  ) {}

  /**
   * Opens a slot and asks for a hold.
   *
   * @param type code of a procedure type
   * @param asked what else is chosen on the page: persons, manner
   * @returns the token, or null when a seat was gone
   */
  async hold(
    slotId: string,
    type?: string,
    asked: Record<string, string> = {}
  ): Promise<string | null> {
    const page = await this.visitor.get(
      `/${this.slug}/slots/${slotId}${type ? `?type=${type}` : ''}`
    )
    const form = page.forms().find(({ action }) => action.endsWith('/holds'))
    if (!form) return null
    const held = await this.visitor.post(form.action, { ...form.fields, ...asked })
    return held.status === 303 ? form.fields.token : null
  }

  /** Fills in the form of a hold and confirms it. @returns number and key, or null when it was refused */
  async confirm(
    token: string,
    items: Record<string, string> = { old_card: 'no' }
  ): Promise<Booked | null> {
    const base = `/${this.slug}/holds/${token}`
    const checked = await this.visitor.post(`${base}/check`, items)
    if (checked.status !== 303) return null
    const sent = await this.visitor.post(`${base}/confirm`)
    if (sent.status !== 303) return null
    const page = await this.visitor.get(sent.location)
    const figures = page.text.match(/<dl class="key-figure">[\s\S]*?<\/dl>/)![0]
    const shown = [...figures.matchAll(/<dd[^>]*>([^<]*)</g)].map((match) => match[1].trim())
    const [numbers, key] = [shown.slice(0, -1), shown.at(-1)!]
    return { number: numbers[0], numbers, key, token }
  }

  /** Books a slot from the calendar to the completion page. @returns null when there was no seat */
  async book(...asked: Parameters<Resident['hold']>): Promise<Booked | null> {
    const token = await this.hold(...asked)
    return token ? this.confirm(token) : null
  }

  /** Opens a reservation by number and key. @returns the address of its page, or null when refused */
  async open(booked: { number: string; key: string }): Promise<string | null> {
    const sent = await this.visitor.post(`/${this.slug}/look-up`, {
      number: booked.number,
      key: booked.key,
    })
    return sent.status === 303 ? sent.location : null
  }
}
