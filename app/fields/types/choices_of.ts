import type { I18n } from '@adonisjs/i18n'
import vine from '@vinejs/vine'
import type { FieldDefinition } from '#app/module_kit/main'
import { choiceLabel } from '../words.js'

/** What is offered: choices that are not retired. */
export function offered({ choices }: FieldDefinition, i18n: I18n) {
  return choices
    .filter(({ retired }) => !retired)
    .map((choice) => ({ value: choice.value, label: choiceLabel(choice, i18n) }))
}

/** A chosen value in words, retired or not; a value no choice has any more is shown as it is. */
export function chosenLabel(value: string, { choices }: FieldDefinition, i18n: I18n): string {
  const choice = choices.find((candidate) => candidate.value === value)
  return choice ? choiceLabel(choice, i18n) : value
}

const among = vine.createRule((value, offers: string[], field) => {
  const values = Array.isArray(value) ? value : [value]
  if (!values.every((one) => offers.includes(one))) {
    field.report('The {{ field }} field must be one of its choices', 'enum', field)
  }
})

/** One or more of the choices that are offered. */
export const offeredValues = ({ choices }: FieldDefinition) =>
  vine.any().use(among(choices.filter(({ retired }) => !retired).map(({ value }) => value)))
