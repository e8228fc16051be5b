/**
 * What a module may use while it runs. First-party modules import the same
 * things from `#app/<capability>/main`; a package of a vendor's cannot reach
 * those addresses and takes them from here.
 *
 * The first lines name, for the type checker, what the platform adds to a
 * request: its session, its views, its validation.
 */
import type {} from '@adonisjs/session/session_middleware'
import type {} from '@adonisjs/core/providers/edge_provider'
import type {} from '@adonisjs/core/providers/vinejs_provider'

export { tenancy, municipalities, TenantSchema, Counter } from '../tenancy/main.js'
export type { Municipality } from '../tenancy/main.js'
export { audit } from '../audit/main.js'
export { can } from '../staff/main.js'
export {
  fieldSetOf,
  findByField,
  forgetIndexed,
  indexValues,
  saysWhoItIs,
  staysAnonymous,
} from '../fields/main.js'
export type { FieldSet } from '../fields/main.js'
export { documents, paperHead } from '../documents/main.js'
export { post, recipientKey } from '../mail/main.js'
export {
  findLinkCode,
  formatReadableCode,
  issueLinkCodes,
  readReadableCode,
  reissueLinkCode,
  revokeLinkCode,
} from '../exchange/main.js'
export { enqueue } from '../jobs/main.js'
export { publish, answersTo } from '../module_system/main.js'
export {
  E_PAGE_NOT_FOUND,
  E_FORBIDDEN,
  text,
  optionalText,
  optionalEmail,
  optionalPostalCode,
  optionalPhone,
  optionalUrl,
  optionalDay,
  optionalLastDay,
  optionalMoment,
  wholeNumber,
  optionalWholeNumber,
  yesOrNo,
  asYesOrNo,
} from '../http/main.js'
