/**
 * A visitor without a browser's help: follows nothing by itself, keeps
 * cookies, sends forms as a browser without JavaScript does.
 */
export class Visitor {
  #cookies = new Map<string, string>()

  /** @param told headers sent with every request, as a talkative browser does */
  constructor(
    readonly baseUrl = `http://localhost:${process.env.PORT}`,
    readonly told: Record<string, string> = {}
  ) {}

  async get(path: string) {
    return this.#send(path, { method: 'GET' })
  }

  async post(path: string, fields: Record<string, string> = {}) {
    return this.#send(path, {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers: { origin: this.baseUrl },
    })
  }

  /** Sends a form with a file in it. */
  async postForm(path: string, body: FormData) {
    return this.#send(path, { method: 'POST', body, headers: { origin: this.baseUrl } })
  }

  /** Sends the first form of a page that posts to such an address, with its hidden fields. */
  async submit(page: Answer, action: RegExp, fields: Record<string, string> = {}) {
    const form = page.forms().find((candidate) => action.test(candidate.action))
    if (!form)
      throw new Error(`No form on ${page.url} posts to ${action}:\n${page.text.slice(0, 2000)}`)
    return this.post(form.action, { ...form.fields, ...fields })
  }

  /** Sends a form that is answered with a file. */
  async download(path: string, fields: Record<string, string>): Promise<Response> {
    return this.#fetch(new URL(path, this.baseUrl), {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers: { origin: this.baseUrl },
    })
  }

  async #send(path: string, init: RequestInit): Promise<Answer> {
    const url = new URL(path, this.baseUrl)
    const response = await this.#fetch(url, init)
    return new Answer(response.status, response.headers, await response.text(), url.pathname)
  }

  async #fetch(url: URL, init: RequestInit): Promise<Response> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(url, {
      ...init,
      redirect: 'manual',
      headers: { ...this.told, ...init.headers, ...(cookie && { cookie }) },
    })
    for (const line of response.headers.getSetCookie()) {
      const [name, value] = line.split(';')[0].split(/=(.*)/s)
      this.#cookies.set(name, value)
    }
    return response
  }
}

export class Answer {
  constructor(
    readonly status: number,
    readonly headers: Headers,
    readonly text: string,
    readonly url: string
  ) {}

  get location() {
    return this.headers.get('location') ?? ''
  }

  forms() {
    return [...this.text.matchAll(/<form\b[^>]*method="post"[^>]*>[\s\S]*?<\/form>/g)].map(
      ([html]) => ({
        action: decode(html.match(/action="([^"]*)"/)![1]),
        fields: Object.fromEntries(
          [...html.matchAll(/<input\b[^>]*type=["']hidden["'][^>]*>/g)].map(([input]) => [
            decode(input.match(/name=["']([^"']*)/)![1]),
            decode(input.match(/value=["']([^"']*)/)?.[1] ?? ''),
          ])
        ),
      })
    )
  }

  /** What a reader sees: tags gone, white space folded. */
  words() {
    return decode(
      this.text.replace(/<(script|style)[\s\S]*?<\/\1>/g, '').replace(/<[^>]+>/g, ' ')
    ).replace(/\s+/g, ' ')
  }
}

const decode = (html: string) =>
  html
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&#39;', "'")
    .replaceAll('&#x3D;', '=')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
