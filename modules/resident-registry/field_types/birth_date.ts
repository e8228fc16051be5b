import vine from '@vinejs/vine'
import { defineFieldType, type FieldValue } from '@madoguchi/module-kit'
import { formatWareki, localFormatters, UNREADABLE } from '#app/ui/main'
import { readBirthDate, type BirthDate } from '../birth_date.js'

/** As long as 昭和二十年三月日不詳 and the like can be. */
const LONGEST = 40

const readDay = vine.createRule((value, _, field) => {
  const text = String(value).replace(/^[\s\u3000]+|[\s\u3000]+$/g, '')
  const readable = text.isWellFormed() && !text.includes(UNREADABLE)
  const birth = readable && text.length <= LONGEST ? readBirthDate(text) : undefined
  if (birth) field.mutate(birth, field)
  else field.report('The {{ field }} field must be a date', 'date', field)
})

const asBirthDate = (value: FieldValue) => value as unknown as BirthDate

/** 生年月日: a day in 西暦 or 和暦, or what a register says of one that is not known. */
export default defineFieldType({
  takes: [],
  control: () => ({ kind: 'line' }),
  schema: () => vine.string().use(readDay()),
  show(value, _, i18n) {
    const { date, text } = asBirthDate(value)
    return date ? `${localFormatters(i18n).day(date)}（${formatWareki(date)}）` : text
  },
  plain(value) {
    const { date, text } = asBirthDate(value)
    return date ?? text
  },
})
