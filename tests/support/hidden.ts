import iconv from 'iconv-lite'

/** What Japanese programs write text in. */
const ENCODINGS = ['utf8', 'utf16-le', 'utf16-be', 'utf-7', 'Shift_JIS', 'EUC-JP']

/** The bytes of a text in every encoding that has all of its characters. */
const spelled = (text: string): Buffer[] =>
  ENCODINGS.map((encoding) => ({ encoding, bytes: iconv.encode(text, encoding) }))
    .filter(({ encoding, bytes }) => iconv.decode(bytes, encoding) === text)
    .map(({ bytes }) => bytes)

/** Base64 of bytes that stand anywhere in a longer text: what is the same whatever comes before and after. */
function anywhereInBase64(bytes: Buffer): string[] {
  return [0, 1, 2].flatMap((before) => {
    const encoded = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64')
    const own = encoded.slice([0, 2, 3][before], Math.floor(((before + bytes.length) * 4) / 3))
    return [own, own.replaceAll('+', '-').replaceAll('/', '_')]
  })
}

/** Every form in which bytes can be written with letters and digits. */
const inLetters = (bytes: Buffer): string[] => {
  const hex = bytes.toString('hex')
  const percent = hex.replace(/../g, '%$&')
  return [hex, percent]
    .flatMap((form) => [form, form.toUpperCase()])
    .concat(anywhereInBase64(bytes))
}

const hex4 = (unit: string) => unit.charCodeAt(0).toString(16).padStart(4, '0')

/** How programs write a character they do not write plainly. */
const ESCAPES: [RegExp, (character: string) => string][] = [
  [/[^]/g, (unit) => `\\u${hex4(unit)}`],
  [/[^]/g, (unit) => `\\u${hex4(unit).toUpperCase()}`],
  [/[^]/gu, (character) => `&#${character.codePointAt(0)};`],
  [/[^]/gu, (character) => `&#x${character.codePointAt(0)!.toString(16)};`],
]

/** With every character escaped, or those alone that are not ASCII. */
const escaped = (text: string): string[] => [
  encodeURIComponent(text),
  ...ESCAPES.flatMap(([any, escape]) => [
    text.replaceAll(any, escape),
    text.replaceAll(any, (one) => (/[\x20-\x7e]/.test(one) ? one : escape(one))),
  ]),
]

/** Looks for texts byte for byte, plain and in every form in which something could carry them unseen. */
export function hiddenIn(file: Buffer, texts: string[]): string[] {
  return texts.filter((text) => {
    const bytes = spelled(text)
    const forms = [...bytes.flatMap(inLetters), ...escaped(text)].map((form) => Buffer.from(form))
    return [...bytes, ...forms].some((form) => file.includes(form))
  })
}
