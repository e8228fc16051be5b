import { defineSettings, ROLE_IDS, setting } from '#app/module_kit/main'

/** As long as config/session.ts keeps a session without a request. */
export const LONGEST_IDLE_MINUTES = 480

/** How staff sign in; parameters because every municipality's security policy names its own. */
export const staffSettings = defineSettings(
  'staff',
  {
    failures_before_lock: setting.integer({
      label: 'staff.settings.failures_before_lock',
      default: 5,
      min: 3,
      max: 20,
      unit: 'staff.settings.times',
    }),
    lock_minutes: setting.integer({
      label: 'staff.settings.lock_minutes',
      default: 15,
      min: 1,
      max: 1440,
      unit: 'staff.settings.minutes',
    }),
    password_length: setting.integer({
      label: 'staff.settings.password_length',
      hint: 'staff.settings.password_length_hint',
      default: 12,
      min: 8,
      max: 64,
      unit: 'staff.settings.characters',
    }),
    final_passwords: setting.boolean({
      label: 'staff.settings.final_passwords',
      hint: 'staff.settings.final_passwords_hint',
      default: true,
    }),
    second_factor_roles: setting.choices({
      label: 'staff.settings.second_factor_roles',
      hint: 'staff.settings.second_factor_roles_hint',
      default: [],
      choices: ROLE_IDS.map((role) => ({ value: role, label: `staff.roles.${role}` })),
    }),
    one_session: setting.boolean({
      label: 'staff.settings.one_session',
      hint: 'staff.settings.one_session_hint',
      default: false,
    }),
    idle_minutes: setting.integer({
      label: 'staff.settings.idle_minutes',
      hint: 'staff.settings.idle_minutes_hint',
      default: 30,
      min: 5,
      max: LONGEST_IDLE_MINUTES,
      unit: 'staff.settings.minutes',
    }),
    allowed_addresses: setting.text({
      label: 'staff.settings.allowed_addresses',
      hint: 'staff.settings.allowed_addresses_hint',
      default: '',
      maxLength: 4000,
      multiline: true,
    }),
  },
  { check: () => import('./check_settings.js') }
)
