import { test } from '@japa/runner'
import { DateTime } from 'luxon'
import {
  formatWareki,
  formatWarekiShort,
  formatWarekiWithWeekday,
  formatWarekiYear,
  parseJapaneseDate,
} from '../formatters/wareki.js'

test.group('ui/wareki › writes', () => {
  test('{iso} is {wareki}')
    .with([
      { iso: '1868-01-24', wareki: '1868年1月24日' },
      { iso: '1868-01-25', wareki: '明治元年1月25日' },
      { iso: '1873-01-01', wareki: '明治6年1月1日' },
      { iso: '1912-07-29', wareki: '明治45年7月29日' },
      { iso: '1912-07-30', wareki: '大正元年7月30日' },
      { iso: '1926-12-24', wareki: '大正15年12月24日' },
      { iso: '1926-12-25', wareki: '昭和元年12月25日' },
      { iso: '1989-01-07', wareki: '昭和64年1月7日' },
      { iso: '1989-01-08', wareki: '平成元年1月8日' },
      { iso: '2019-04-30', wareki: '平成31年4月30日' },
      { iso: '2019-05-01', wareki: '令和元年5月1日' },
      { iso: '2020-01-01', wareki: '令和2年1月1日' },
      { iso: '2026-11-23', wareki: '令和8年11月23日' },
    ])
    .run(({ assert }, { iso, wareki }) => {
      assert.equal(formatWareki(iso), wareki)
    })

  test('agrees with the platform for every first of a month from 大正 on', ({ assert }) => {
    const platform = new Intl.DateTimeFormat('ja-JP-u-ca-japanese', {
      era: 'long',
      year: 'numeric',
      month: 'long',
      day: 'numeric',
      timeZone: 'Asia/Tokyo',
    })
    let day = DateTime.fromISO('1912-08-01', { zone: 'Asia/Tokyo' })
    while (day.year < 2040) {
      assert.equal(formatWareki(day), platform.format(day.toJSDate()))
      day = day.plus({ months: 1 })
    }
  })

  test('pads month and day where the office wants it, but not 元年', ({ assert }) => {
    assert.equal(formatWareki('2015-06-25', { pad: true }), '平成27年06月25日')
    assert.equal(formatWareki('2026-01-05', { pad: true }), '令和08年01月05日')
    assert.equal(formatWareki('2019-05-01', { pad: true }), '令和元年05月01日')
  })

  test('names the weekday for the head of the staff pages', ({ assert }) => {
    assert.equal(formatWarekiWithWeekday('2026-11-23'), '令和8年11月23日 月曜日')
  })

  test('has a short style and the year alone', ({ assert }) => {
    assert.equal(formatWarekiShort('2026-11-23'), 'R8/11/23')
    assert.equal(formatWarekiShort('1868-01-24'), '1868/1/24')
    assert.equal(formatWarekiYear('1989-06-01'), '平成元年')
  })

  test('takes the day of Tokyo, wherever the clock stands', ({ assert }) => {
    const justAfterMidnight = DateTime.fromISO('2019-04-30T15:00:00Z')
    assert.equal(formatWareki(justAfterMidnight), '令和元年5月1日')
    assert.equal(formatWareki(justAfterMidnight.toJSDate()), '令和元年5月1日')
    assert.equal(formatWareki(justAfterMidnight.minus({ seconds: 1 })), '平成31年4月30日')
  })

  test('refuses what is no date', ({ assert }) => {
    assert.throws(() => formatWareki('いつか'), 'Not a date: いつか')
  })
})

test.group('ui/wareki › reads', () => {
  test('{written} is {iso}')
    .with([
      { written: '2026-11-23', iso: '2026-11-23' },
      { written: '2026/1/5', iso: '2026-01-05' },
      { written: '20261123', iso: '2026-11-23' },
      { written: '２０２６年１１月２３日', iso: '2026-11-23' },
      { written: '令和8年11月23日', iso: '2026-11-23' },
      { written: '令和元年5月1日', iso: '2019-05-01' },
      { written: ' 平成２７年 ６月 ５日（金） ', iso: '2015-06-05' },
      { written: '令和8年11月23日 月曜日', iso: '2026-11-23' },
      { written: '令和8年11月22日日曜日', iso: '2026-11-22' },
      { written: 'R8.11.23', iso: '2026-11-23' },
      { written: 'r08/11/23', iso: '2026-11-23' },
      { written: 'Ｒ元．５．１', iso: '2019-05-01' },
      { written: 'R081123', iso: '2026-11-23' },
      { written: '昭20.3.4', iso: '1945-03-04' },
      { written: 'S64-1-7', iso: '1989-01-07' },
      { written: 'S64ー1ー7', iso: '1989-01-07' },
      { written: 'T1.7.30', iso: '1912-07-30' },
      { written: 'M45/7/29', iso: '1912-07-29' },
      { written: '5081123', iso: '2026-11-23' },
      { written: '3-200304', iso: '1945-03-04' },
      { written: '㍻27年6月25日', iso: '2015-06-25' },
      { written: '\u32FF8年11月23日', iso: '2026-11-23' },
      { written: '令和6年2月29日', iso: '2024-02-29' },
    ])
    .run(({ assert }, { written, iso }) => {
      assert.deepEqual(parseJapaneseDate(written), { ok: true, iso })
    })

  test('{written} is taken as {converted}')
    .with([
      { written: '昭和65年1月1日', iso: '1990-01-01', converted: '平成2年1月1日' },
      { written: '平成31年5月1日', iso: '2019-05-01', converted: '令和元年5月1日' },
      { written: '平成元年1月7日', iso: '1989-01-07', converted: '昭和64年1月7日' },
    ])
    .run(({ assert }, { written, iso, converted }) => {
      assert.deepEqual(parseJapaneseDate(written), { ok: true, iso, converted })
    })

  test('there is no {$self}')
    .with([
      '2026-02-29',
      '令和8年2月30日',
      '令和8年13月1日',
      '令和0年5月1日',
      'H27/6/31',
      '20261301',
    ])
    .run(({ assert }, written) => {
      assert.deepEqual(parseJapaneseDate(written), {
        ok: false,
        problem: 'no_such_day',
        messageKey: 'errors.date.no_such_day',
        written,
      })
    })

  test('cannot read {$self}')
    .with(['あした', '11月23日', '慶応3年1月1日', '6081123', '2026', '26/11/23', '令和8年11月'])
    .run(({ assert }, written) => {
      assert.deepEqual(parseJapaneseDate(written), {
        ok: false,
        problem: 'unreadable',
        messageKey: 'errors.date.unreadable',
        written,
      })
    })

  test('reads back every day it wrote', ({ assert }) => {
    let day = DateTime.fromISO('1868-01-25', { zone: 'Asia/Tokyo' })
    while (day.year < 2030) {
      const iso = day.toISODate()!
      assert.deepEqual(parseJapaneseDate(formatWareki(day)), { ok: true, iso })
      assert.deepEqual(parseJapaneseDate(formatWarekiShort(day)), { ok: true, iso })
      day = day.plus({ days: 17 })
    }
  })
})
