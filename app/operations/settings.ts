import { defineSettings, setting } from '#app/module_kit/main'

/** Whom staff turn to when they need help (R111, R115, R116). */
export const operationsSettings = defineSettings('operations', {
  support_hours: setting.text({
    label: 'operations.settings.support_hours',
    hint: 'operations.settings.support_hours_hint',
    default: '',
    maxLength: 100,
  }),
  support_phone: setting.text({
    label: 'operations.settings.support_phone',
    default: '',
    maxLength: 50,
  }),
  support_mail: setting.text({
    label: 'operations.settings.support_mail',
    default: '',
    maxLength: 254,
  }),
  emergency_contact: setting.text({
    label: 'operations.settings.emergency_contact',
    hint: 'operations.settings.emergency_contact_hint',
    default: '',
    maxLength: 500,
    multiline: true,
  }),
})
