import { defineSettings, setting } from '@madoguchi/module-kit'

export const reservationSettings = defineSettings('reservation', {
  hold_minutes: setting.integer({
    label: 'reservation.settings.hold_minutes',
    hint: 'reservation.settings.hold_minutes_hint',
    default: 10,
    min: 3,
    max: 60,
    unit: 'reservation.settings.minutes',
  }),
  mail_to_residents: setting.boolean({
    label: 'reservation.settings.mail_to_residents',
    hint: 'reservation.settings.mail_to_residents_hint',
    default: false,
  }),
  ask_for_old_card: setting.boolean({
    label: 'reservation.settings.ask_for_old_card',
    default: true,
  }),
  what_to_bring: setting.text({
    label: 'reservation.settings.what_to_bring',
    hint: 'reservation.settings.what_to_bring_hint',
    default: '交付通知書、本人確認書類、通知カードをお持ちください。',
    maxLength: 500,
    multiline: true,
  }),
})
