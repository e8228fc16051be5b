import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'

/** `/health`: 200 while the database answers, 503 with a sentence when it does not. */
export default class HealthController {
  async handle({ response, logger }: HttpContext) {
    try {
      await db.connection('system').rawQuery('select 1')
      return response.json({ status: 'ok' })
    } catch (error) {
      logger.error({ err: error }, 'health check failed')
      return response.status(503).json({ status: 'down', reason: 'The database does not answer.' })
    }
  }
}
