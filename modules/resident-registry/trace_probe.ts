import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { audit } from '#app/audit/main'

/** What a page of the module is of, as addresses and the log call it. */
const KINDS = ['resident', 'import'] as const

/** Looked for where there is none; there, but not for whoever asked: what `can` refuses is noted there. */
const ACTIONS: Record<number, string> = { 404: 'residents.probe', 403: 'residents.refuse' }

/**
 * Route middleware: whoever asks for a resident or a file there is none of
 * here, or for more than they may of one there is, leaves a trace. Trying ids
 * is looking for people, and a search that found nobody is in the access
 * history too (R45, R56).
 */
export async function traceProbe({ params, request, response, tenant }: HttpContext, next: NextFn) {
  await next()
  const type = KINDS.find((kind) => kind in params)
  const action = ACTIONS[response.getStatus()]
  if (!type || !action) return
  await tenant.run(() =>
    audit.record({
      action,
      subject: { type, id: params[type] },
      result: 'denied',
      detail: { method: request.method(), path: request.url() },
    })
  )
}
