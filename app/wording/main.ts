export { wordedI18n } from './worded_i18n.js'
