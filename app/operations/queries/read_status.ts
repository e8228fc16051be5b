import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import { exchangeFigures } from '#app/exchange/main'
import { countFailedMail } from '#app/mail/main'
import { statusChecks, type StatusFigure } from '#app/module_kit/main'
import { answersTo } from '#app/module_system/main'
import { municipalities, tenancy, type Municipality } from '#app/tenancy/main'

/** Seconds a job may wait before somebody should look: workers ask every second, retries wait longer. */
const LONGEST_WAIT = 300

/** The clock gives out some every minute: where none was done for so long, nobody works. */
const LONGEST_REST = 300

/** Seals are made every five minutes. */
const LONGEST_UNSEALED = 900

/** A figure with what it is about; municipalities by their code, as figures travel further than names should. */
export type Reading = StatusFigure & { labels: Record<string, string> }

/** Everything a monitor asks for. Each municipality is read in its own scope. */
export async function readStatus(): Promise<Reading[]> {
  const readings = [...(await queueFigures()), await workerFigure()]
  for (const municipality of await municipalities.all()) {
    const figures = await tenancy.run(municipality, () => figuresOf(municipality))
    const labels = { municipality: municipality.code }
    readings.push(...figures.map((figure) => ({ ...figure, labels })))
  }
  return readings
}

async function figuresOf(municipality: Municipality): Promise<StatusFigure[]> {
  const failed = await countFailedMail()
  const unsealed = await audit.secondsUnsealed()
  const figures: StatusFigure[] = [
    {
      id: 'core.failed_mail',
      help: 'Messages of the last day that could not be delivered.',
      value: failed,
      ok: failed === 0,
    },
    {
      id: 'core.audit_unsealed_seconds',
      help: 'Age of the oldest audit entry no seal covers yet.',
      value: unsealed,
      ok: unsealed <= LONGEST_UNSEALED,
    },
  ]
  /** Nobody is served there: no calendar runs out, and no file is waited for. */
  if (municipality.suspended) return figures
  figures.push(...(await exchangeFigures(municipality)))
  for (const check of await answersTo(statusChecks, municipality)) figures.push(...(await check()))
  return figures
}

/** Jobs that could run and do not, and those that gave up within a day. */
async function queueFigures(): Promise<Reading[]> {
  const { rows } = await db.connection('system').rawQuery(
    `SELECT q.name AS job,
            count(*) FILTER (WHERE waits)::int AS waiting,
            coalesce(extract(epoch FROM max(now() - j.start_after) FILTER (WHERE waits)), 0)::int AS oldest,
            count(*) FILTER (WHERE j.state = 'failed' AND j.completed_on > now() - interval '1 day')::int AS failed
       FROM pgboss.queue q
       LEFT JOIN (SELECT *, state IN ('created', 'retry') AND start_after <= now() AS waits
                    FROM pgboss.job) j ON j.name = q.name
      WHERE q.name NOT LIKE '\\_\\_pgboss\\_\\_%'
      GROUP BY q.name ORDER BY q.name`
  )
  return rows.flatMap(({ job, waiting, oldest, failed }: any): Reading[] => [
    {
      id: 'core.jobs_waiting',
      help: 'Jobs that could run and have not begun.',
      value: waiting,
      ok: true,
      labels: { job },
    },
    {
      id: 'core.jobs_oldest_seconds',
      help: 'How long the oldest of them has waited.',
      value: oldest,
      ok: oldest <= LONGEST_WAIT,
      labels: { job },
    },
    {
      id: 'core.jobs_failed',
      help: 'Jobs that gave up within a day.',
      value: failed,
      ok: failed === 0,
      labels: { job },
    },
  ])
}

/** Without workers there is no clock either, and no job that waits. */
async function workerFigure(): Promise<Reading> {
  const { rows } = await db.connection('system').rawQuery(
    `SELECT extract(epoch FROM now() - coalesce(
              (SELECT max(completed_on) FROM pgboss.job WHERE state = 'completed'),
              (SELECT min(created_on) FROM pgboss.queue)))::int AS rested`
  )
  const { rested } = rows[0]
  return {
    id: 'core.jobs_last_done_seconds',
    help: 'How long ago a job was last done, of whatever kind.',
    value: rested,
    ok: rested <= LONGEST_REST,
    labels: {},
  }
}
