import type { HttpContext } from '@adonisjs/core/http'
import { fieldSetOf } from '#app/fields/main'
import { bookingRules, isBeforeDeadline } from '../../booking_rules.js'
import { E_RESERVATION_NOT_FOUND } from '../../errors.js'
import { findClosureParty } from '../../queries/closure_parties.js'
import { findParty, type ReservationFacts } from '../../queries/find_reservation.js'
import { movePassFor, reservationOf } from '../../reservation_pass.js'
import { applicationFields } from '../../subjects.js'

/** RS8: one reservation as its holder sees it, with those of everybody who comes along. */
export default class ReservationController {
  async handle({ i18n, params, request, response, tenant, view }: HttpContext) {
    const { municipality } = tenant
    const id = reservationOf(municipality.id, params.pass)
    const { party, move } = await tenant.run(async () => {
      const found = await findParty(id)
      return { party: found, move: await moveOffered(municipality.id, found) }
    })
    if (party.length === 0) throw new E_RESERVATION_NOT_FOUND()
    const fields = await fieldSetOf(applicationFields, municipality)
    const may = (what: 'change' | 'cancel', person: ReservationFacts) =>
      person.state === 'reserved' &&
      !person.started &&
      isBeforeDeadline(bookingRules(municipality, person.counterRules), person.visitDate, what)
    const persons = party.map((reservation) => ({
      ...reservation,
      rows: fields.rows('public', reservation.answers, i18n),
      coming: reservation.state === 'reserved' && !reservation.started,
      may: { change: may('change', reservation), cancel: may('cancel', reservation) },
    }))
    const coming = persons.filter((person) => person.coming)
    response.header('Cache-Control', 'no-store')
    return view.render('reservation::pages/public/reservation', {
      persons,
      whole: {
        change: coming.length > 1 && coming.every((person) => person.may.change),
        cancel: coming.length > 1 && coming.every((person) => person.may.cancel),
      },
      byPhone: coming.some((person) => !person.may.change || !person.may.cancel),
      move: move && `/${municipality.slug}/moves/${move}`,
      base: `/${municipality.slug}/reservations/${params.pass}`,
      done: ['changed', 'cancelled'].find((word) => request.input('done') === word),
    })
  }
}

/** Opens the time that is held for a party of a closure in place of theirs; nothing where none is. */
async function moveOffered(municipalityId: number, party: ReservationFacts[]) {
  const closed = party.find(({ closure, state }) => closure && state === 'reserved')
  if (!closed) return
  const { id } = closed.closure!
  const offered = await findClosureParty(id, closed.partyId)
  if (offered?.standing !== 'waiting') return
  return movePassFor(municipalityId, id, closed.partyId)
}
