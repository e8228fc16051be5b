import { type DateInput, inTokyo } from './tokyo.js'

/**
 * 西暦 dates and times as the screens write them, always Asia/Tokyo, always
 * Japanese, never zero-padded except for minutes. Hours run from 0 to 23.
 */

const WEEKDAYS = ['月', '火', '水', '木', '金', '土', '日'] as const

/** 月 … 日 */
export function formatWeekday(input: DateInput): string {
  return WEEKDAYS[inTokyo(input).weekday - 1]
}

/** 2026年6月20日(土) */
export function formatDate(input: DateInput): string {
  const date = inTokyo(input)
  return `${date.year}年${date.month}月${date.day}日(${formatWeekday(date)})`
}

/** 6月20日(土): where the year is plain from the page */
export function formatMonthDay(input: DateInput): string {
  const date = inTokyo(input)
  return `${date.month}月${date.day}日(${formatWeekday(date)})`
}

/** 6/20: the head of a column */
export function formatShortDay(input: DateInput): string {
  const date = inTokyo(input)
  return `${date.month}/${date.day}`
}

/** 12時00分, 8時30分 */
export function formatTime(input: DateInput): string {
  const time = inTokyo(input)
  return `${time.hour}時${String(time.minute).padStart(2, '0')}分`
}

/** 08:30: the head of a row, a CSV column */
export function formatClock(input: DateInput): string {
  return inTokyo(input).toFormat('HH:mm')
}

/** 2026年6月20日(土)12時00分: 訪問日時 on every resident page and letter */
export function formatDateTime(input: DateInput): string {
  return `${formatDate(input)}${formatTime(input)}`
}

/** 2026/05/29(金) 14:59:25: 履歴 and logs, where the second counts */
export function formatTimestamp(input: DateInput): string {
  const moment = inTokyo(input)
  return `${moment.toFormat('yyyy/MM/dd')}(${formatWeekday(moment)}) ${moment.toFormat('HH:mm:ss')}`
}

/**
 * `2026/11/23 09:05:00`, for files of many lines: Tokyo has been nine hours
 * ahead all year round since 1952, which needs no calendar to be asked.
 */
export function fileTimestamp(at: Date): string {
  const moved = new Date(at.getTime() + 9 * 3_600_000)
  const day = `${moved.getUTCFullYear()}/${two(moved.getUTCMonth() + 1)}/${two(moved.getUTCDate())}`
  return `${day} ${two(moved.getUTCHours())}:${two(moved.getUTCMinutes())}:${two(moved.getUTCSeconds())}`
}

/** An ISO date as `2026/11/23`, for lists and files; nothing stays nothing. */
export function fileDate(iso: string | null): string | null {
  return iso && iso.replaceAll('-', '/')
}

const two = (n: number) => (n < 10 ? `0${n}` : String(n))
