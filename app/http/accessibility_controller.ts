import type { HttpContext } from '@adonisjs/core/http'

/** The accessibility policy every public body publishes (みんなの公共サイト運用ガイドライン). */
export default class AccessibilityController {
  handle({ view }: HttpContext) {
    return view.render('pages/accessibility')
  }
}
