import { defineSettings, setting } from '@madoguchi/module-kit'

/** ST5: who may book, and how people with an account say who they are. */
export const accountSettings = defineSettings('accounts', {
  who_may_book: setting.choice({
    label: 'accounts.settings.who_may_book',
    hint: 'accounts.settings.who_may_book_hint',
    default: 'everybody',
    choices: [
      { value: 'registered', label: 'accounts.settings.registered' },
      { value: 'unregistered', label: 'accounts.settings.unregistered' },
      { value: 'everybody', label: 'accounts.settings.everybody' },
    ],
  }),
  sign_in_with: setting.choice({
    label: 'accounts.settings.sign_in_with',
    hint: 'accounts.settings.sign_in_with_hint',
    default: 'user_id',
    choices: [
      { value: 'user_id', label: 'accounts.settings.with_user_id' },
      { value: 'email', label: 'accounts.settings.with_email' },
      { value: 'login_name', label: 'accounts.settings.with_login_name' },
      { value: 'notice', label: 'accounts.settings.with_notice' },
    ],
  }),
  check_password: setting.boolean({
    label: 'accounts.settings.check_password',
    hint: 'accounts.settings.check_password_hint',
    default: true,
  }),
  password_length: setting.integer({
    label: 'accounts.settings.password_length',
    default: 8,
    min: 8,
    max: 64,
    unit: 'accounts.settings.characters',
  }),
  online_registration: setting.boolean({
    label: 'accounts.settings.online_registration',
    hint: 'accounts.settings.online_registration_hint',
    default: false,
  }),
  registration_key_days: setting.integer({
    label: 'accounts.settings.registration_key_days',
    hint: 'accounts.settings.registration_key_days_hint',
    default: 7,
    min: 1,
    max: 30,
    unit: 'accounts.settings.days',
  }),
  live_reservations: setting.integer({
    label: 'accounts.settings.live_reservations',
    hint: 'accounts.settings.live_reservations_hint',
    default: 1,
    min: 1,
    max: 50,
    unit: 'accounts.settings.reservations',
  }),
})
