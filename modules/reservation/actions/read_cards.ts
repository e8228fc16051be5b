import db from '@adonisjs/lucid/services/db'
import type { FeedReader, FeedRow } from '@madoguchi/module-kit'
import { Counter, tenancy } from '#app/tenancy/main'
import type { cardsFeed } from '../api.js'

type Row = FeedRow<(typeof cardsFeed)['columns']>

/** 予約できる範囲, from the office: what a link code may book, or that there is nothing left to come for. */
const UNKNOWN_COUNTER = 'reservation.staff.exchange.unknown_counter'

const reader: FeedReader<Row> = {
  mends: { because: [UNKNOWN_COUNTER], key: 'link_code' },

  async read(rows, file) {
    const counters = new Map((await Counter.all()).map(({ code, id }) => [code, id]))
    const leftOut = []
    for (const [row, line] of rows.entries()) {
      const counterId = line.state === 'open' ? counters.get(line.counter) : null
      if (counterId === undefined) {
        leftOut.push({ row, because: UNKNOWN_COUNTER })
      }
      /** At a counter nobody knows here nothing can be booked: what was known before is wrong by now. */
      await keepWindow(line, counterId ?? null, file.id)
    }
    return leftOut
  },

  async settle({ ids }) {
    await db.rawQuery(
      'DELETE FROM received_windows WHERE municipality_id = ? AND file_id <> ALL (?::uuid[])',
      [tenancy.current().municipalityId, ids] as any[]
    )
  },
}

async function keepWindow(
  { link_code, from, until }: Row,
  counterId: string | null,
  fileId: string
) {
  await db.rawQuery(
    `INSERT INTO received_windows (municipality_id, link_code, counter_id, from_day, until_day, file_id)
     VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (municipality_id, link_code) DO UPDATE
        SET counter_id = excluded.counter_id, from_day = excluded.from_day,
            until_day = excluded.until_day, file_id = excluded.file_id, received_at = now()`,
    [
      ...[tenancy.current().municipalityId, link_code, counterId],
      ...[counterId && (from || null), counterId && (until || null), fileId],
    ] as any[]
  )
}

export default reader
