import type { FieldTypeDeclaration } from '#app/module_kit/main'

/** The types every municipality can choose from, as the core declares them. */
export const standardTypes: FieldTypeDeclaration[] = [
  standard('text', () => import('./types/text.js')),
  standard('textarea', () => import('./types/textarea.js')),
  standard('name', () => import('./types/name.js')),
  standard('kana', () => import('./types/kana.js')),
  standard('choice', () => import('./types/choice.js')),
  standard('choices', () => import('./types/choices.js')),
  standard('yes_no', () => import('./types/yes_no.js')),
  standard('date', () => import('./types/date.js')),
  standard('number', () => import('./types/number.js')),
  standard('postal_code', () => import('./types/postal_code.js')),
  standard('address', () => import('./types/address.js')),
  standard('phone', () => import('./types/phone.js')),
  standard('email', () => import('./types/email.js')),
]

function standard(name: string, load: FieldTypeDeclaration['load']): FieldTypeDeclaration {
  return {
    id: `core.${name}`,
    label: `fields.types.${name}`,
    hint: `fields.types.${name}_hint`,
    load,
  }
}
