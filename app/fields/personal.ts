import { declaredFieldTypes } from '#app/module_system/main'
import type { FieldDefinition } from '#app/module_kit/main'

const typeOf = ({ type }: Pick<FieldDefinition, 'type'>) =>
  declaredFieldTypes().find(({ id }) => id === type)

/** Whether what is asked for says who somebody is: it is declared so, or is an address whatever it is called. */
export const saysWhoItIs = (definition: Pick<FieldDefinition, 'personal' | 'type'>): boolean =>
  definition.personal || typeOf(definition)?.personal === true

/** Whether anything can be written there, a name included. */
export const isFreeText = (definition: Pick<FieldDefinition, 'type'>): boolean =>
  typeOf(definition)?.freeText === true

/**
 * Whether an answer may stay when its record is made anonymous: what was
 * chosen from a list says nothing about who chose it, what was written may.
 */
export const staysAnonymous = (definition: FieldDefinition, chosen: boolean | undefined) =>
  chosen === true && !saysWhoItIs(definition)
