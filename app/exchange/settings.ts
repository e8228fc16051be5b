import { defineSettings, setting } from '#app/module_kit/main'

/** How often files are made by themselves, where a folder carries them. */
export const exchangeSettings = defineSettings('exchange', {
  send_every: setting.choice({
    label: 'exchange.settings.send_every',
    hint: 'exchange.settings.send_every_hint',
    default: '60',
    choices: ['15', '60', '240', '1440'].map((value) => ({
      value,
      label: `exchange.settings.every.${value}`,
    })),
  }),
})
