import router from '@adonisjs/core/services/router'
import server from '@adonisjs/core/services/server'
import { useOwnRequestIds } from '#app/http/own_request_ids'

useOwnRequestIds()

server.errorHandler(() => import('#app/http/exception_handler'))

server.use([
  () => import('#app/http/page_cache_middleware'),
  () => import('#app/http/container_bindings_middleware'),
  () => import('#app/http/security_headers_middleware'),
  () => import('@adonisjs/static/static_middleware'),
  () => import('@adonisjs/vite/vite_middleware'),
  /** Before anything that asks the database: an error page needs its words. */
  () => import('#app/http/locale_middleware'),
  () => import('#app/http/host_mapping_middleware'),
])

router.use([
  () => import('@adonisjs/core/bodyparser_middleware'),
  () => import('#app/http/storable_text_middleware'),
])

const named = router.named({
  tenant: () => import('#app/http/tenant_middleware'),
  visible: () => import('#app/http/visible_middleware'),
  sameSite: () => import('#app/http/same_site_middleware'),
  moduleEnabled: () => import('#app/http/module_enabled_middleware'),
  session: () => import('@adonisjs/session/session_middleware'),
  forgetful: () => import('#app/http/forgetful_session_middleware'),
  shield: () => import('@adonisjs/shield/shield_middleware'),
  auth: () => import('@adonisjs/auth/initialize_auth_middleware'),
  allowedAddress: () => import('#app/staff/allowed_address_middleware'),
  staff: () => import('#app/staff/staff_middleware'),
  uploads: () => import('#app/http/uploads_middleware'),
  operator: () => import('#app/operator/operator_middleware'),
})

/** What every page for residents passes: no session, and no cookie but the language somebody chose. */
export const publicSide = {
  stack: [named.tenant(), named.visible(), named.sameSite()],
  moduleEnabled: (moduleId: string) => named.moduleEnabled(moduleId),
}

const arriving = [
  named.tenant(),
  named.allowedAddress(),
  named.session(),
  named.forgetful(),
  named.auth(),
]
/**
 * What every staff page passes; `signInStack` for the few before sign-in. The
 * shield looks for its token in the form, and a form with files is read only
 * when it is known who sends it.
 */
export const staffSide = {
  signInStack: [...arriving, named.shield()],
  stack: [...arriving, named.staff(), named.uploads(), named.shield()],
}

/** What the pages of the deployment's operator pass: they belong to no municipality. */
const operatorSignInStack = [named.session(), named.forgetful(), named.shield(), named.auth()]
export const operatorSide = {
  signInStack: operatorSignInStack,
  stack: [...operatorSignInStack, named.operator()],
}
