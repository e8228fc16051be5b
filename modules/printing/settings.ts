import { defineSettings, setting } from '@madoguchi/module-kit'

export const printingSettings = defineSettings('printing', {
  keep_days: setting.integer({
    label: 'printing.settings.keep_days',
    hint: 'printing.settings.keep_days_hint',
    default: 7,
    min: 1,
    max: 90,
    unit: 'printing.settings.days',
  }),
})
