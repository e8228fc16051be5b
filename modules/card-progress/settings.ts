import { defineSettings, setting } from '@madoguchi/module-kit'

const days = (key: string, preset: number) =>
  setting.integer({
    label: `card-progress.settings.${key}`,
    hint: `card-progress.settings.${key}_hint`,
    default: preset,
    min: 1,
    max: 3650,
    unit: 'card-progress.settings.days',
  })

/** How long a card is kept (domain §1.4). */
export const progressSettings = defineSettings('card-progress', {
  notice_days: days('notice_days', 90),
  reminder_days: days('reminder_days', 90),
  application_days: days('application_days', 365),
  mail_return_days: days('mail_return_days', 180),
  transit_days: days('transit_days', 1),
})
