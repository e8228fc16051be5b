export { E_PAGE_NOT_FOUND, E_FORBIDDEN } from './errors.js'
export { pageCache, pageKey } from './page_cache.js'
export { sendPage } from './page_cache_middleware.js'
export { publicUrl } from './public_url.js'
/** Gives HttpContext its `i18n` wherever this door is used. */
import type {} from './speak.js'
export * from './form_inputs.js'
export { labelledMessages } from './labelled_messages.js'
export { languages, type Language } from './languages.js'
