import { Agent, request, type IncomingMessage } from 'node:http'

const agent = new Agent({ keepAlive: true, maxSockets: Infinity })

export interface Reply {
  status: number
  location: string
  /** What the answer sets, as a browser would send it back. */
  cookie: string
  body: string
}

/** Sends what a browser sends, on kept-alive connections, with little work of its own. */
export function open(
  method: 'GET' | 'POST',
  url: URL,
  form?: string,
  cookie?: string
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const headers = {
      ...(cookie && { cookie }),
      ...(form !== undefined && {
        'origin': url.origin,
        'sec-fetch-site': 'same-origin',
        'content-type': 'application/x-www-form-urlencoded',
        'content-length': Buffer.byteLength(form),
      }),
    }
    const req = request(url, { method, agent, headers }, resolve)
    req.on('error', reject)
    req.end(form)
  })
}

/** The same, with the whole answer. */
export async function send(...sending: Parameters<typeof open>): Promise<Reply> {
  const response = await open(...sending)
  const chunks: Buffer[] = []
  for await (const chunk of response) chunks.push(chunk)
  return {
    status: response.statusCode!,
    location: response.headers.location ?? '',
    cookie: (response.headers['set-cookie'] ?? []).map((line) => line.split(';')[0]).join('; '),
    body: Buffer.concat(chunks).toString(),
  }
}

/** Sends and insists on the status a booking goes through. */
export async function expectStatus(status: number, ...sending: Parameters<typeof send>) {
  const reply = await send(...sending)
  if (reply.status !== status) {
    throw new Error(
      `${sending[0]} ${sending[1].pathname} was answered with ${reply.status}: ${reply.body.slice(0, 300)}`
    )
  }
  return reply
}

/**
 * Keeps a number of clients busy for some seconds.
 *
 * @returns how often the work was done, per second
 */
export async function perSecond(
  clients: number,
  seconds: number,
  work: (n: number) => Promise<void>
) {
  const until = performance.now() + seconds * 1000
  const started = performance.now()
  let done = 0
  let next = 0
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (performance.now() < until) {
        await work(next++)
        done++
      }
    })
  )
  return done / ((performance.now() - started) / 1000)
}
