import { test } from '@japa/runner'
import i18nManager from '@adonisjs/i18n/services/main'
import { fmt } from '../edge_globals.js'
import { localFormatters } from '../local_formatters.js'

const MORNING = '2026-11-24T08:30'

test.group('ui/local_formatters [R130]', () => {
  test('writes Japanese as every other screen does', ({ assert }) => {
    const local = localFormatters(i18nManager.locale('ja'))
    for (const name of ['date', 'monthDay', 'shortDay', 'weekday', 'time', 'dateTime'] as const) {
      assert.equal(local[name](MORNING), fmt[name](MORNING), name)
    }
  })

  test('writes English as English reads', ({ assert }) => {
    const local = localFormatters(i18nManager.locale('en'))
    assert.equal(local.dateTime(MORNING), 'Tuesday 24 November 2026, 8:30')
    assert.equal(local.monthDay(MORNING), '24 Nov (Tue)')
    assert.equal(local.time('08:05'), '8:05')
    assert.equal(local.phone('09012345678'), '090-1234-5678')
  })
})
