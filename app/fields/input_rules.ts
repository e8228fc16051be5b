import type { InputRule } from '#app/module_kit/main'

const toWideKana = (text: string) =>
  text.replace(/[\uFF61-\uFF9F]+/g, (kana) => kana.normalize('NFKC'))

/** ぁ … ゖ, ゝ, ゞ stand 96 places before their katakana. */
const toKatakana = (text: string) =>
  text.replace(/[ぁ-ゖゝゞ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) + 0x60))

const toHiragana = (text: string) =>
  text.replace(/[ァ-ヶヽヾ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60))

/** ！ … ～ stand 0xFEE0 places after the ASCII they widen. */
const toFullWidth = (text: string) =>
  toWideKana(text)
    .replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0))
    .replaceAll(' ', '\u3000')

const toAscii = (text: string) =>
  text
    .replace(/[\uFF01-\uFF5E]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replaceAll('\u3000', ' ')

/** What is converted because nothing is lost by it, and what must be left over then. */
const RULES: Record<InputRule, { convert: (text: string) => string; allows: RegExp }> = {
  any: { convert: (text) => text, allows: /^/ },
  /** Latin letters with accents have no full-width form; ± × ÷ ° § ¶ ´ ¨ are full-width as they are. */
  full_width: {
    convert: toFullWidth,
    allows:
      /^[^\u0020-\u007E\u00A1-\u00A6\u00A9-\u00AF\u00B2\u00B3\u00B5\u00B7-\u00D6\u00D8-\u00F6\u00F8-\u024F\uFF61-\uFF9F]*$/,
  },
  half_width: { convert: toAscii, allows: /^[\n\u0020-\u007E\uFF61-\uFF9F]*$/ },
  katakana: {
    convert: (text) => toKatakana(toWideKana(text)).replaceAll(' ', '\u3000'),
    allows: /^[\nァ-ヺー・ヽヾ\u3000]*$/,
  },
  hiragana: {
    convert: (text) => toHiragana(toWideKana(text)).replaceAll(' ', '\u3000'),
    allows: /^[\nぁ-ゖー・ゝゞ\u3000]*$/,
  },
  digits: { convert: toAscii, allows: /^[\n0-9]*$/ },
  alphanumeric: { convert: toAscii, allows: /^[\nA-Za-z0-9]*$/ },
}

/**
 * A text as the rule wants it.
 *
 * @returns null when it cannot be had without losing something
 *
 * @example
 * underRule('katakana', 'ﾔﾏﾀﾞ はなこ') // 'ヤマダ　ハナコ'
 * underRule('digits', '１２３') // '123'
 * underRule('digits', '12a') // null
 */
export function underRule(rule: InputRule, text: string): string | null {
  const { convert, allows } = RULES[rule]
  const converted = convert(text)
  return allows.test(converted) ? converted : null
}
