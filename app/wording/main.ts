export { filledIn, forStaff, fromStaff, type MergeField } from './merge_fields.js'
export { wordedI18n } from './worded_i18n.js'
