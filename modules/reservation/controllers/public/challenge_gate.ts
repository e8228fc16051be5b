import type { HttpContext } from '@adonisjs/core/http'
import { isSolved, leftToWait, makeWaitTicket, WAIT_SECONDS } from '../../challenge.js'
import { reservationSettings } from '../../settings.js'
import { throttleWaits } from '../../throttles.js'

/** Whether a form that makes something is to be let through: its puzzle solved, or after waiting, which one address may do less often. */
export async function mayPass(ctx: HttpContext, token: string): Promise<boolean> {
  if (!reservationSettings.read(ctx.tenant.municipality).challenge) return true
  const { solution, ticket } = ctx.request.all()
  if (await isSolved(solution, token)) return true
  if (leftToWait(ticket, token) !== 0) return false
  await throttleWaits(ctx)
  return true
}

/** Where a browser brings no solution, its user waits for some seconds; what the form said comes along. */
export function askToWait(
  { request, response, tenant, view }: HttpContext,
  token: string,
  form: { path: string; names: string[]; label: string }
) {
  const kept = leftToWait(request.input('ticket'), token)
  response.header('Cache-Control', 'no-store')
  return view.render('reservation::pages/public/wait', {
    fields: { ...request.only(form.names) },
    action: `/${tenant.municipality.slug}/${form.path}`,
    label: form.label,
    ticket: kept === undefined ? makeWaitTicket(token) : request.input('ticket'),
    seconds: kept ?? WAIT_SECONDS,
  })
}
