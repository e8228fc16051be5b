import type { HttpContext } from '@adonisjs/core/http'
import { parseJapaneseDate } from '#app/ui/main'
import type { Credentials } from './actions/sign_in.js'

/**
 * What the sign-in fields of a page say. Whatever is missing or has the wrong
 * form is tried all the same and refused like a wrong password.
 */
export function readCredentials({ request }: HttpContext): Credentials {
  const typed = (name: string) => String(request.input(name) ?? '').slice(0, 1000)
  const birth = parseJapaneseDate(
    [typed('birth_year'), typed('birth_month'), typed('birth_day')].join('-')
  )
  return {
    name: typed('account_name'),
    password: typed('account_password'),
    birthDate: birth.ok ? birth.iso : undefined,
  }
}
