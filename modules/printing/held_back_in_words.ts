import type { I18n } from '@adonisjs/i18n'
import { listCharacters } from './code_points.js'
import type { HeldBack } from './held_back.js'

/**
 * Why somebody was held back and what to do about it. Characters are part of a
 * name or an address: which they are is told to whoever may see those (R56).
 */
export function heldBackInWords(
  why: HeldBack,
  { i18n, seesNames }: { i18n: I18n; seesNames: boolean }
): string {
  const say = (key: string, data = {}) => i18n.t(`printing.staff.held_back_because.${key}`, data)
  switch (why.because) {
    case 'characters':
      return seesNames
        ? say('characters', { characters: listCharacters(why.characters) })
        : say('characters_hidden')
    case 'too_long': {
      const places = why.places.map((place) => i18n.t(`printing.staff.places.${place}`))
      return say('too_long', { places: places.join('、') })
    }
    default:
      return say(why.because)
  }
}
