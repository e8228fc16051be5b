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
  book_days_ahead: setting.integer({
    label: 'reservation.settings.book_days_ahead',
    hint: 'reservation.settings.book_days_ahead_hint',
    default: 60,
    min: 1,
    max: 366,
    unit: 'reservation.settings.days_ahead',
  }),
  book_days_before: setting.integer({
    label: 'reservation.settings.book_days_before',
    hint: 'reservation.settings.book_days_before_hint',
    default: 0,
    min: 0,
    max: 60,
    unit: 'reservation.settings.days_before',
  }),
  change_days_before: setting.integer({
    label: 'reservation.settings.change_days_before',
    hint: 'reservation.settings.zero_days_hint',
    default: 0,
    min: 0,
    max: 60,
    unit: 'reservation.settings.days_before',
  }),
  cancel_days_before: setting.integer({
    label: 'reservation.settings.cancel_days_before',
    hint: 'reservation.settings.zero_days_hint',
    default: 0,
    min: 0,
    max: 60,
    unit: 'reservation.settings.days_before',
  }),
  what_to_bring: setting.text({
    label: 'reservation.settings.what_to_bring',
    hint: 'reservation.settings.what_to_bring_hint',
    default: '交付通知書、本人確認書類、通知カードをお持ちください。',
    maxLength: 500,
    multiline: true,
  }),
  most_persons: setting.integer({
    label: 'reservation.settings.most_persons',
    hint: 'reservation.settings.most_persons_hint',
    default: 1,
    min: 1,
    max: 10,
    unit: 'reservation.settings.persons',
  }),
  party_manner: setting.choice({
    label: 'reservation.settings.party_manner',
    hint: 'reservation.settings.party_manner_hint',
    default: 'parallel',
    choices: [
      { value: 'parallel', label: 'reservation.settings.party_parallel' },
      { value: 'consecutive', label: 'reservation.settings.party_consecutive' },
      { value: 'resident', label: 'reservation.settings.party_resident' },
    ],
  }),
})
