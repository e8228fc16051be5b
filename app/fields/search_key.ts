/** 異体字 people use for each other when they look for a name: as registered, as usually typed. */
const VARIANTS: Record<string, string> = Object.fromEntries(
  [
    ...['髙高', '﨑崎', '嵜崎', '邊辺', '邉辺', '齋斎', '齊斉', '濵浜', '濱浜', '澤沢', '廣広'],
    ...['德徳', '惠恵', '櫻桜', '國国', '龍竜', '眞真', '壽寿', '條条', '瀨瀬', '靑青', '𠮷吉'],
    ...['橫横', '增増', '黑黒', '嶋島', '嶌島', '藏蔵', '榮栄', '會会', '學学', '實実', '萬万'],
  ].map((pair) => [...pair] as [string, string])
)

const SMALL: Record<string, string> = Object.fromEntries(
  [...'ァアィイゥウェエォオッツャヤュユョヨヮワヵカヶケ'].reduce<[string, string][]>(
    (pairs, kana, i, all) => (i % 2 === 0 ? [...pairs, [kana, all[i + 1]]] : pairs),
    []
  )
)

/** Characters that count: an index holds no more, and nobody types them. */
const LONGEST = 200

/**
 * What a text is searched by: width, case, hiragana and katakana, small kana,
 * blanks, variation selectors and the commonest 異体字 make no difference. Only
 * ever kept beside the value, never in its place.
 *
 * @example
 * searchKey('髙﨑　はなこ') === searchKey('高崎ハナコ') // true
 */
export function searchKey(text: string): string {
  return [...text.normalize('NFKC').toLowerCase()]
    .filter((character) => !/[\s・\u{FE00}-\u{FE0F}\u{E0100}-\u{E01EF}]/u.test(character))
    .map((character) =>
      /[ぁ-ゖ]/.test(character) ? String.fromCharCode(character.charCodeAt(0) + 0x60) : character
    )
    .map((character) => SMALL[character] ?? VARIANTS[character] ?? character)
    .slice(0, LONGEST)
    .join('')
}
