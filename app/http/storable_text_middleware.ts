import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { E_NOT_STORABLE } from './errors.js'

/**
 * Refuses the one character no text of PostgreSQL can hold. Nobody types it,
 * and checking here spares every form and address the thought of it.
 */
export default class StorableTextMiddleware {
  handle({ request }: HttpContext, next: NextFn) {
    const nul = request.parsedUrl.pathname?.includes('%00') || hasNul(request.body())
    if (nul) throw new E_NOT_STORABLE()
    return next()
  }
}

function hasNul(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('\0')
  if (typeof value !== 'object' || value === null) return false
  return Object.entries(value).some(([key, inner]) => key.includes('\0') || hasNul(inner))
}
