/** Where a reservation's counter stands among the counters, which are read once. */
const PLACE_OF_COUNTER = `array_position(
  ARRAY(SELECT id FROM counters WHERE municipality_id = :municipality ORDER BY display_order, code),
  r.counter_id)`

/** Columns a list can be sorted by, with what tells apart lines that are equal in them and how each is compared. */
const ORDERS = {
  visit: [
    ['r.visit_date', 'date'],
    ['r.starts_at', 'timestamptz'],
    ['r.reception_number', 'int'],
  ],
  number: [
    ['r.reception_number', 'int'],
    ['r.visit_date', 'date'],
  ],
  counter: [
    [PLACE_OF_COUNTER, 'int'],
    ['r.counter_id', 'uuid'],
    ['r.visit_date', 'date'],
    ['r.reception_number', 'int'],
  ],
  state: [
    ['r.state', 'text'],
    ['r.visit_date', 'date'],
    ['r.reception_number', 'int'],
  ],
  received: [['r.reserved_at', 'timestamptz']],
} as const

export const LIST_ORDERS = Object.keys(ORDERS) as (keyof typeof ORDERS)[]

export interface ListOrder {
  by: keyof typeof ORDERS
  /** 降順. */
  down: boolean
}

/** An order in SQL: what to sort by, a line's place in it as texts, and what follows a place. */
export function inOrder({ by, down }: ListOrder) {
  const columns = [...ORDERS[by], ['r.id', 'uuid'] as const]
  const names = columns.map(([name]) => name).join(', ')
  const places = columns.map(([, type], i) => `:place_${i}::${type}`).join(', ')
  return {
    orderBy: columns.map(([name]) => `${name} ${down ? 'DESC' : 'ASC'}`).join(', '),
    place: `ARRAY[${columns.map(([name]) => `${name}::text`).join(', ')}]`,
    following: `(${names}) ${down ? '<' : '>'} (${places})`,
  }
}
