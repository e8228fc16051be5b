/** A character in numbers, as a font's maker asks for them: U+845B U+E0104. */
export const codePointsOf = (character: string): string =>
  Array.from(
    character,
    (one) => `U+${one.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`
  ).join(' ')

/** The same beside the character, which may show nothing here: 葛󠄄（U+845B U+E0104）. */
export const withCodePoints = (character: string): string =>
  `${character}（${codePointsOf(character)}）`

export const listCharacters = (characters: string[]): string =>
  characters.map(withCodePoints).join('、')
