import { errors as limiterErrors } from '@adonisjs/limiter'
import app from '@adonisjs/core/services/app'
import { ExceptionHandler, type HttpContext } from '@adonisjs/core/http'
import type { HttpError } from '@adonisjs/core/types/http'
import type { StatusPageRange, StatusPageRenderer } from '@adonisjs/core/types/http'

const page =
  (name: string): StatusPageRenderer =>
  (_error, { view }) =>
    view.render(`pages/errors/${name}`)

/** Turns an exception into a page that says what happened, what it means and what to do next. */
export default class HttpExceptionHandler extends ExceptionHandler {
  protected override debug = !app.inProduction && !app.inTest
  protected override renderStatusPages = true

  /** Ranges leave out what has a page of its own: a range would win over it. */
  protected override statusPages: Record<StatusPageRange, StatusPageRenderer> = {
    '403': page('forbidden'),
    '404': page('not_found'),
    '419': page('session_expired'),
    '429': page('too_many_requests'),
    '400..402': page('bad_request'),
    '405..418': page('bad_request'),
    '420..428': page('bad_request'),
    '430..499': page('bad_request'),
    '500..599': page('server_error'),
  }

  /** What a visitor did wrong is answered with a page; nobody is to be woken by it. */
  protected override ignoreStatuses = [400, 401, 403, 404, 405, 409, 410, 413, 415, 419, 422, 429]

  override async handle(error: unknown, ctx: HttpContext) {
    ctx.response.header('Cache-Control', 'no-store')
    if (error instanceof limiterErrors.E_TOO_MANY_REQUESTS) return this.#askForPatience(error, ctx)
    return super.handle(error, ctx)
  }

  /** The limiter would answer with three English words. */
  async #askForPatience(
    error: InstanceType<typeof limiterErrors.E_TOO_MANY_REQUESTS>,
    ctx: HttpContext
  ) {
    ctx.response.status(429).header('Retry-After', error.response.availableIn)
    return ctx.response.send(await ctx.view.render('pages/errors/too_many_requests'))
  }

  /**
   * Forms for residents show their mistakes themselves; what comes here was
   * not sent by a form of ours. Staff have a session, which leads them back.
   */
  override async renderValidationErrorAsHTML(error: HttpError, ctx: HttpContext) {
    if (ctx.session) return super.renderValidationErrorAsHTML(error, ctx)
    ctx.response.status(error.status!)
    ctx.response.send(await ctx.view.render('pages/errors/bad_request'))
  }
}
