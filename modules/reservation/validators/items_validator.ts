import vine from '@vinejs/vine'
import type { SettingValues } from '@madoguchi/module-kit'
import type { reservationSettings } from '../settings.js'

type Settings = SettingValues<(typeof reservationSettings)['definitions']>

const compile = (askForOldCard: boolean, askForMail: boolean) => {
  const oldCard = vine.enum(['no', 'yes'] as const)
  const email = vine.string().trim().email().maxLength(254)
  return vine.compile(
    vine.object({
      old_card: askForOldCard ? oldCard : oldCard.optional().transform(() => undefined),
      email: askForMail ? email.optional() : email.optional().transform(() => undefined),
    })
  )
}

const compiled = new Map<string, ReturnType<typeof compile>>()

/** What a resident may fill in, by the municipality's settings; each combination is compiled once. */
export function itemsValidator(settings: Settings) {
  const key = `${settings.ask_for_old_card} ${settings.mail_to_residents}`
  let validator = compiled.get(key)
  if (!validator) {
    validator = compile(settings.ask_for_old_card, settings.mail_to_residents)
    compiled.set(key, validator)
  }
  return validator
}
