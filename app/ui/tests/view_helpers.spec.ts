import { test } from '@japa/runner'
import { drawIcon } from '../icons.js'
import { includes, same } from '../view_helpers/chosen.js'
import { dateNav } from '../view_helpers/date_nav.js'
import { errorFor, errorList } from '../view_helpers/error_list.js'
import { describedBy, fieldId } from '../view_helpers/field_id.js'
import { pagination } from '../view_helpers/pagination.js'
import { spoken } from '../view_helpers/spoken.js'
import { type WeekCell, type WeekDay, dayClass, weekByDay } from '../view_helpers/week.js'

test.group('ui/error_list', () => {
  test('reads every shape errors come in, one line per field', ({ assert }) => {
    const line = { field: 'name', message: '氏名を入力してください。', href: '#name' }
    assert.deepEqual(errorList({ name: line.message }), [line])
    assert.deepEqual(errorList({ name: [line.message, 'もう一つ'] }), [line])
    assert.deepEqual(errorList([line, { field: 'name', message: 'もう一つ' }]), [line])
    assert.deepEqual(errorList(undefined), [])
    assert.deepEqual(errorList({ name: undefined }), [])
  })

  test('leads to the id a field was given, or the one made from its name', ({ assert }) => {
    assert.equal(errorList({ 'extra[card]': 'x' })[0].href, '#extra-card')
    assert.equal(errorList({ birth: 'x' }, { birth: 'birth-year' })[0].href, '#birth-year')
  })

  test('keeps an error that belongs to no field', ({ assert }) => {
    assert.deepEqual(errorList([{ message: '満員になりました。' }]), [
      { message: '満員になりました。' },
    ])
  })

  test('finds the message of one field', ({ assert }) => {
    assert.equal(errorFor({ name: ['a', 'b'] }, 'name'), 'a')
    assert.isUndefined(errorFor({ name: 'a' }, 'phone'))
  })
})

test.group('ui/field_id', () => {
  test('is safe in an address', ({ assert }) => {
    assert.equal(fieldId('fields[old_card][]'), 'fields-old_card')
  })

  test('points to what is there', ({ assert }) => {
    assert.equal(describedBy('a', '例', 'x'), 'a-hint a-error')
    assert.equal(describedBy('a', undefined, 'x'), 'a-error')
    assert.isFalse(describedBy('a', '', undefined))
  })
})

test.group('ui/chosen', () => {
  test('a number and its digits are the same choice, nothing is no choice', ({ assert }) => {
    assert.isTrue(same(2, '2'))
    assert.isFalse(same('', undefined))
    assert.isFalse(same('0', null))
    assert.isTrue(includes(['1', '2'], 2))
    assert.isTrue(includes('sign', 'sign'))
    assert.isFalse(includes(undefined, 'sign'))
  })
})

test.group('ui/pagination', () => {
  const words = (currentPage: number, lastPage: number) =>
    pagination({ currentPage, lastPage, baseUrl: '/x' })
      .items.map((item) => (item.gap ? '…' : item.current ? `[${item.page}]` : item.page))
      .join(' ')

  test('shows the ends and the neighbours, and no gap of one page', ({ assert }) => {
    assert.equal(words(1, 1), '[1]')
    assert.equal(words(1, 5), '[1] 2 3 4 5')
    assert.equal(words(6, 12), '1 … 4 5 [6] 7 8 … 12')
    assert.equal(words(4, 8), '1 2 3 [4] 5 6 7 8')
  })

  test('carries the rest of the query along', ({ assert }) => {
    const pages = pagination({
      currentPage: 2,
      lastPage: 3,
      total: 58,
      perPage: 20,
      baseUrl: '/x',
      queryString: { q: '番号', empty: '', page: 9 },
    })
    assert.equal(pages.previous, '/x?q=%E7%95%AA%E5%8F%B7&page=1')
    assert.equal(pages.next, '/x?q=%E7%95%AA%E5%8F%B7&page=3')
    assert.deepEqual([pages.from, pages.to, pages.total], [21, 40, 58])
  })

  test('asks a Lucid paginator for its addresses', ({ assert }) => {
    const pages = pagination({
      currentPage: 1,
      lastPage: 2,
      total: 21,
      perPage: 20,
      getUrl: (page) => `/list?page=${page}`,
    })
    assert.isUndefined(pages.previous)
    assert.equal(pages.next, '/list?page=2')
  })
})

test.group('ui/week', () => {
  const day = (date: string): WeekDay => ({ date, label: date.slice(5), weekday: '火' })
  const open: WeekCell = { state: 'open', remaining: 1, href: '#' }

  test('turns rows of times into days of times', ({ assert }) => {
    const days = [day('2026-11-23'), day('2026-11-24'), day('2026-11-25')]
    const byDay = weekByDay(days, [
      { time: '08:30', cells: [{ state: 'closed' }, { state: 'full' }, open] },
      { time: '09:00', cells: [{ state: 'closed' }, { state: 'none' }, open] },
    ])
    assert.deepEqual(
      byDay.map(({ slots, openCount, closed, opened }) => ({
        times: slots.map((slot) => slot.time),
        openCount,
        closed,
        opened,
      })),
      [
        { times: [], openCount: 0, closed: true, opened: false },
        { times: ['08:30'], openCount: 0, closed: false, opened: false },
        { times: ['08:30', '09:00'], openCount: 2, closed: false, opened: true },
      ]
    )
  })

  test('colours a holiday like a Sunday, even on a Saturday', ({ assert }) => {
    assert.equal(dayClass({ ...day('2026-11-23'), holiday: '勤労感謝の日', saturday: true }), 'sun')
    assert.equal(dayClass({ ...day('2026-11-28'), saturday: true }), 'sat')
    assert.isFalse(dayClass(day('2026-11-24')))
  })
})

test.group('ui/date_nav', () => {
  test('steps a day and a week either way and keeps the query', ({ assert }) => {
    const nav = dateNav({ date: '2026-12-31', today: '2026-11-24', url: '/day?counter=1&date=x' })
    assert.deepEqual(
      nav.items.map((item) => item.url),
      [
        '/day?counter=1&date=2026-12-24',
        '/day?counter=1&date=2026-12-30',
        '/day?counter=1&date=2026-11-24',
        '/day?counter=1&date=2027-01-01',
        '/day?counter=1&date=2027-01-07',
      ]
    )
    assert.deepEqual(nav.query, { counter: '1' })
    assert.isFalse(nav.items.some((item) => item.current))
  })
})

test.group('ui/spoken', () => {
  test('what is seen is part of what is heard', ({ assert }) => {
    assert.equal(spoken('11月24日(火)8時30分 残5', '残5'), '11月24日(火)8時30分 残5')
    assert.equal(spoken('11月24日(火)8時30分 残り5', '残5'), '11月24日(火)8時30分 残り5 残5')
    assert.equal(spoken(undefined, '残5'), '残5')
  })
})

test.group('ui/icons', () => {
  test('names the icons there are when asked for another', ({ assert }) => {
    assert.match(drawIcon('print'), /^<svg class="icon"/)
    assert.throws(() => drawIcon('nope'), /No icon "nope"\. There are: info, success/)
  })
})
