import db from '@adonisjs/lucid/services/db'
import type { StatusFigure } from '#app/module_kit/main'
import { tenancy, type Municipality } from '#app/tenancy/main'
import { ownKey, partner } from './exchange_keys.js'
import { daysSince, feedStates, LONGEST_SILENCE } from './feed_states.js'

/** What a monitor should know of the files between the two sides; nothing before they are connected. */
export async function exchangeFigures(municipality: Municipality): Promise<StatusFigure[]> {
  const other = await partner()
  if (!other || !(await ownKey())) return []
  const states = await feedStates(municipality)
  const gaps = states.filter(({ missing, setBack }) => missing || setBack).length
  const unread = states.filter((state) => state.unread).length
  const stuck = await filesStuck()
  const silent = Math.max(
    0,
    ...states
      .filter(({ direction }) => direction === 'in')
      .map(({ silentDays }) => silentDays ?? daysSince(other.trustedAt))
  )
  return [
    {
      id: 'core.exchange_gaps',
      help: 'Feeds of which a file is missing, or was numbered twice because a side was set back to a backup.',
      value: gaps,
      ok: gaps === 0,
    },
    {
      id: 'core.exchange_not_read_by_partner',
      help: 'Feeds of which the partner had not read a file a day after it was made.',
      value: unread,
      ok: unread === 0,
    },
    {
      id: 'core.exchange_files_stuck',
      help: 'Files that were taken in more than an hour ago and are not read to their end.',
      value: stuck,
      ok: stuck === 0,
    },
    {
      id: 'core.exchange_silent_days',
      help: 'Days since the latest file of the feed that has been silent longest was made.',
      value: silent,
      ok: silent <= LONGEST_SILENCE,
    },
  ]
}

async function filesStuck(): Promise<number> {
  const { rows } = await db.rawQuery(
    `SELECT count(*)::int AS n FROM exchange_files
      WHERE municipality_id = ? AND state = 'reading' AND created_at < now() - interval '1 hour'`,
    [tenancy.current().municipalityId]
  )
  return rows[0].n
}
