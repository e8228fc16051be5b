import type { FieldTypeDeclaration } from '#app/module_kit/main'

/** The types every municipality can choose from, as the core declares them. */
export const standardTypes: FieldTypeDeclaration[] = [
  standard('text', () => import('./types/text.js'), { freeText: true }),
  standard('textarea', () => import('./types/textarea.js'), { freeText: true }),
  standard('name', () => import('./types/name.js'), { personal: true }),
  standard('kana', () => import('./types/kana.js'), { personal: true }),
  standard('choice', () => import('./types/choice.js')),
  standard('choices', () => import('./types/choices.js')),
  standard('yes_no', () => import('./types/yes_no.js')),
  standard('date', () => import('./types/date.js')),
  standard('number', () => import('./types/number.js')),
  standard('postal_code', () => import('./types/postal_code.js'), { personal: true }),
  standard('address', () => import('./types/address.js'), { personal: true }),
  standard('phone', () => import('./types/phone.js'), { personal: true }),
  standard('email', () => import('./types/email.js'), { personal: true }),
]

function standard(
  name: string,
  load: FieldTypeDeclaration['load'],
  what: Pick<FieldTypeDeclaration, 'personal' | 'freeText'> = {}
): FieldTypeDeclaration {
  return {
    id: `core.${name}`,
    label: `fields.types.${name}`,
    hint: `fields.types.${name}_hint`,
    load,
    ...what,
  }
}
