import { test } from '@japa/runner'
import { DateTime } from 'luxon'
import {
  fileTimestamp,
  formatClock,
  formatDate,
  formatDateTime,
  formatMonthDay,
  formatShortDay,
  formatTime,
  formatTimestamp,
  formatWeekday,
} from '../formatters/japanese_date.js'

test.group('ui/japanese_date', () => {
  test('writes dates and times as the screens do', ({ assert }) => {
    assert.equal(formatDate('2026-06-20'), '2026年6月20日(土)')
    assert.equal(formatMonthDay('2026-06-20'), '6月20日(土)')
    assert.equal(formatShortDay('2026-11-24'), '11/24')
    assert.equal(formatDateTime('2026-06-20T12:00'), '2026年6月20日(土)12時00分')
    assert.equal(formatTime('2026-06-20T08:05'), '8時05分')
    assert.equal(formatClock('2026-06-20T08:05'), '08:05')
    assert.equal(formatTimestamp('2015-05-29T14:59:25'), '2015/05/29(金) 14:59:25')
  })

  test('stays in Tokyo whatever zone a moment comes in', ({ assert }) => {
    const utc = DateTime.fromISO('2026-12-31T15:30:00Z', { zone: 'utc' })
    assert.equal(formatDateTime(utc), '2027年1月1日(金)0時30分')
    assert.equal(formatDateTime(utc.toJSDate()), '2027年1月1日(金)0時30分')
    assert.equal(formatDateTime('2026-12-31T15:30:00Z'), '2027年1月1日(金)0時30分')
    assert.equal(fileTimestamp(utc.toJSDate()), '2027/01/01 00:30:00')
  })

  test('knows the weekdays', ({ assert }) => {
    const week = ['23', '24', '25', '26', '27', '28', '29'].map((day) =>
      formatWeekday(`2026-11-${day}`)
    )
    assert.deepEqual(week, ['月', '火', '水', '木', '金', '土', '日'])
  })
})
