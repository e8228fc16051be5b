import logger from '@adonisjs/core/services/logger'
import { publicUrl } from '#app/http/main'
import { municipalities, tenancy, type Municipality } from '#app/tenancy/main'
import env from '#start/env'
import { noteAvailability } from '../actions/note_availability.js'

/** Whoever waits longer has gone. */
const PATIENCE = 10_000

/**
 * Every minute: opens the municipality's first page as residents do, so that
 * the queue, the web server and the database are known to work, and notes it.
 * No answer notes nothing, and the silence is what the report counts. Pages
 * that are not shown, or not now, have nothing to answer: that is noted too.
 */
export default async function noteAvailabilityOf(payload: { municipalityId: number }) {
  const municipality = await municipalities.byId(payload.municipalityId)
  const closed = !municipality.visible
  if (!closed && !(await answers(firstPage(municipality)))) return
  await tenancy.run(municipality, () => noteAvailability({ closed }))
}

function firstPage(municipality: Municipality): string {
  const path = `/${municipality.slug}`
  const own = env.get('AVAILABILITY_URL')
  return own ? new URL(path, own).href : publicUrl(municipality, path)
}

/** A page, or the way to one; never an error of the server's, nor somebody else's page that is not there. */
async function answers(url: string): Promise<boolean> {
  try {
    const { status } = await fetch(url, {
      redirect: 'manual',
      signal: AbortSignal.timeout(PATIENCE),
    })
    return status < 400
  } catch (error) {
    logger.warn({ err: error, url }, 'the first page does not answer')
    return false
  }
}
