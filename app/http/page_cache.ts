import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { languageOf } from './languages.js'

interface Page {
  body: Buffer
  etag: string
  until: number
}

/** How many pages are kept; the oldest leaves first. A deployment of 100 municipalities has about 4,000 week grids in reach. */
const MOST = 2_000

/**
 * Finished pages that look the same to everybody, kept for about a second:
 * the calendar under a rush costs one rendering a second, however many look
 * at it. Per process. Keys carry the host, because one host's `/` is another's
 * municipality, and the language, because a cookie chooses it.
 */
class PageCache {
  #pages = new Map<string, Page>()
  #rendering = new Map<string, Promise<Page>>()

  /** The page kept under this key, if it is still fresh. */
  fresh(key: string): Page | undefined {
    const page = this.#pages.get(key)
    return page && page.until > Date.now() ? page : undefined
  }

  /** Renders a page once, however many ask at the same time. */
  async render(key: string, seconds: number, render: () => Promise<string>): Promise<Page> {
    let rendering = this.#rendering.get(key)
    if (!rendering) {
      rendering = this.#keep(key, seconds, render).finally(() => this.#rendering.delete(key))
      this.#rendering.set(key, rendering)
    }
    return rendering
  }

  async #keep(key: string, seconds: number, render: () => Promise<string>) {
    const body = Buffer.from(await render())
    const etag = `"${createHash('sha1').update(body).digest('base64url')}"`
    const page = { body, etag, until: Date.now() + seconds * 1000 }
    this.#pages.delete(key)
    this.#pages.set(key, page)
    if (this.#pages.size > MOST) this.#pages.delete(this.#pages.keys().next().value!)
    return page
  }
}

/** The key of the page a request asks for. */
export function pageKey(req: IncomingMessage) {
  return `${languageOf(req)} ${req.headers.host} ${req.url}`
}

export const pageCache = new PageCache()
export type { Page }
