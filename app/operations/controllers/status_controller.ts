import { createHash, timingSafeEqual } from 'node:crypto'
import type { HttpContext } from '@adonisjs/core/http'
import { E_PAGE_NOT_FOUND } from '#app/http/main'
import env from '#start/env'
import { httpTimes } from '../http_times.js'
import { prometheusText } from '../prometheus.js'
import { readStatus, type Reading } from '../queries/read_status.js'

/**
 * What a monitor asks for, with `Authorization: Bearer <STATUS_TOKEN>`. Where
 * no token is configured there is no such page.
 */
export default class StatusController {
  /** `/status`: 200 while nobody needs to look, 503 with what is wrong first when somebody does. */
  async status(ctx: HttpContext) {
    if (!mayAsk(ctx)) return
    const readings = await this.#read(ctx)
    if (!readings) return
    const wrong = readings.filter(({ ok }) => !ok)
    return ctx.response.status(wrong.length > 0 ? 503 : 200).json({
      status: wrong.length > 0 ? 'attention' : 'ok',
      at: new Date().toISOString(),
      wrong,
      figures: readings,
    })
  }

  /** `/metrics`: the same figures and this process's response times, for Prometheus. */
  async metrics(ctx: HttpContext) {
    if (!mayAsk(ctx)) return
    const readings = await this.#read(ctx)
    if (!readings) return
    ctx.response.header('Content-Type', 'text/plain; version=0.0.4; charset=utf-8')
    return prometheusText(readings, httpTimes)
  }

  async #read({ logger, response }: HttpContext): Promise<Reading[] | null> {
    try {
      return await readStatus()
    } catch (error) {
      logger.error({ err: error }, 'status cannot be read')
      response.status(503).json({ status: 'down', reason: 'The figures cannot be read.' })
      return null
    }
  }
}

/** @throws E_PAGE_NOT_FOUND where no token is configured */
function mayAsk({ request, response }: HttpContext): boolean {
  const token = env.get('STATUS_TOKEN')?.release()
  if (!token) throw new E_PAGE_NOT_FOUND()
  response.header('Cache-Control', 'no-store')
  const hash = (value: string) => createHash('sha256').update(value).digest()
  const given = request.header('authorization') ?? ''
  if (timingSafeEqual(hash(given), hash(`Bearer ${token}`))) return true
  response.status(401).header('WWW-Authenticate', 'Bearer').json({ status: 'unknown' })
  return false
}
