import { Exception } from '@adonisjs/core/exceptions'
import type { SettingsRefusal } from '#app/module_kit/main'

/** The values of a group of settings do not go together, or would do harm. */
export class E_SETTINGS_REFUSED extends Exception {
  static override status = 422
  static override code = 'E_SETTINGS_REFUSED'
  constructor(readonly refusal: SettingsRefusal) {
    super(refusal.message)
  }
}
