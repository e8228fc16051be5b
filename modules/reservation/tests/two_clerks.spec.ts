import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { test } from '@japa/runner'
import i18nManager from '@adonisjs/i18n/services/main'
import { tenancy } from '#app/tenancy/main'
import { addressOf, routeTable } from '#tests/support/belongings'
import { Visitor, type Answer } from '#tests/support/browserless'
import { installEar } from '#tests/support/ear'
import { createMunicipality, createStaff } from '#tests/support/municipality'
import { signedIn } from '#tests/support/staff_session'
import reservation from '../module.js'
import { seatsOutOfBalance } from '../queries/seats_out_of_balance.js'
import { movePassFor, passFor } from '../reservation_pass.js'
import { outcomeOf, setScene, type Place, type SceneName } from './two_clerks_scenes.js'

/** Municipalities the pairs are shared out to, so that one pair's waiting is another one's working. */
const LANES = 3

/** Who acts: a clerk with a session, on the pages of a municipality. */
interface Clerk {
  visitor: Visitor
  csrf: string
}

interface Action {
  /** Scenes in which it does something; in the others it is refused, unless it is `everywhere`. */
  legal: SceneName[]
  /** Never refused: where there is nothing to do it does nothing. */
  everywhere?: boolean
  /** Where it is addressed to something else than the others are. */
  ids?: (place: Place) => Record<string, string>
  /** What its form says, or what a job is told. */
  fields?: (place: Place) => Record<string, any>
  /** How it is refused where its page answers and not an error. */
  refusal?: RegExp
}

const elsewhere = ({ slots }: Place) => ({ slot: slots.next })
const ofForm = ({ token }: Place) => ({ token })
const closureOf = ({ closure }: Place) => ({ closureId: closure ?? randomUUID() })

/**
 * What changes a reservation: the forms by their routes, and the jobs. The
 * pairs are made of it; what is neither here nor in `OTHERWISE` fails.
 */
const ACTIONS: Record<string, Action> = {
  'reservation.staff.arrival': { legal: ['expected', 'moving', 'missed', 'absent'] },
  'reservation.staff.arrival.undo': { legal: ['arrived', 'called'] },
  'reservation.staff.check_in.execute': {
    legal: ['expected', 'missed'],
    fields: ({ key }) => ({ q: key }),
    refusal: /見つかった予約|に当たる予約はありません/,
  },
  'reservation.staff.proxy_cancel.execute': { legal: ['expected', 'moving'] },
  'reservation.staff.proxy_change.execute': { legal: ['expected', 'moving'], ids: elsewhere },
  'reservation.cancel.execute': { legal: ['expected', 'moving'] },
  'reservation.change.execute': {
    legal: ['expected', 'moving'],
    ids: ({ slots }) => ({ slot: slots.last }),
  },
  'reservation.staff.handling': {
    legal: ['expected', 'moving', 'missed', 'arrived', 'walked in'],
    everywhere: true,
    fields: () => ({ old_card_collected: '1', handling: '交付', handling_note: '', seen_at: '' }),
  },
  'reservation.mark_no_shows': { legal: ['missed'], everywhere: true },
  'reservation.staff.calls.next': {
    legal: ['arrived', 'walked in'],
    everywhere: true,
    fields: () => ({ desk: '1' }),
  },
  'reservation.staff.calls.again': {
    legal: ['called', 'walked in and called'],
    fields: () => ({ desk: '2' }),
  },
  'reservation.staff.closure.accept': { legal: ['moving'] },
  'reservation.staff.closure.decline': { legal: ['moving'] },
  'reservation.staff.closure.reopen': { legal: ['moving'] },
  'reservation.move.accept': { legal: ['moving'] },
  'reservation.move.decline': { legal: ['moving'] },
  'reservation.offer_moves': {
    legal: ['moving'],
    everywhere: true,
    fields: (place) => ({ ...closureOf(place), counterIds: [place.elsewhere], hours: 24 }),
  },
  'reservation.cancel_closed': { legal: ['moving'], everywhere: true, fields: closureOf },
  'reservation.staff.walk_ins.record': {
    legal: ['expected', 'arrived', 'walked in'],
    everywhere: true,
    fields: ofForm,
  },
  'reservation.staff.walk_in.cancel.execute': { legal: ['walked in', 'walked in and called'] },
  'reservation.staff.proxy': {
    legal: ['expected', 'held'],
    everywhere: true,
    ids: elsewhere,
    fields: ofForm,
  },
  'reservation.hold.create': {
    legal: ['held', 'held too long'],
    everywhere: true,
    fields: ({ hold, slots }) => ({ token: hold, slot: slots.next }),
  },
  'reservation.hold.give_up': { legal: ['held', 'held too long'], everywhere: true },
  'reservation.check': {
    legal: ['held', 'held too long'],
    fields: () => ({ old_card: 'yes' }),
  },
  'reservation.confirm.execute': { legal: ['held', 'held too long'] },
  'reservation.release_expired_holds': { legal: ['held too long'], everywhere: true },
}

/** Forms and jobs of the module that are about something else than a reservation, only look for one, or leave the rest to a job above. */
const OTHERWISE = [
  /^reservation\.staff\.(schedule|publish|procedure_types|rules)\./,
  /^reservation\.(publish_ahead|return_seats|reconcile_seats|plan_reminders|remind_visitor)$/,
  /^reservation\.waitlist\./,
  /\.(search|export|find|sheet)$|look_up\.execute$/,
  /^reservation\.staff\.(closures\.store|closure\.offer|closure\.cancel)$/,
]

const jobs = new Map(reservation.jobs!.map((job) => [job.name, job]))
const forms = () =>
  routeTable().filter(({ module, methods }) => module === 'reservation' && methods.includes('POST'))

/** Whatever an address names of a place, by the names routes give it. */
function idsOf({ municipality, reservation: id, ...place }: Place): Record<string, string> {
  const { closure = randomUUID(), party = randomUUID(), call = randomUUID() } = place
  return {
    ...{ reservation: id, walk_in: id, counter: place.counterId, call, closure, party },
    ...{ token: place.hold, pass: passFor(municipality.id, id) },
    move: movePassFor(municipality.id, closure, party),
  }
}

/** Sends a form as a clerk, or as a resident without a session, or runs a job. */
async function act(name: string, place: Place, { csrf, visitor }: Clerk): Promise<Answer | void> {
  const { ids, fields } = ACTIONS[name]
  const told = fields?.(place) ?? {}
  const job = jobs.get(name)
  if (job) return (await job.handler()).default({ municipalityId: place.municipality.id, ...told })
  const route = forms().find((form) => form.name === name)!
  const address = addressOf(route, { ...place, ids: { ...idsOf(place), ...ids?.(place) } })
  return address.includes('/staff/')
    ? visitor.post(address, { _csrf: csrf, ...told })
    : new Visitor().post(address, told)
}

interface Pair {
  a: string
  b: string
  scene: SceneName
  /** How often they are pressed at once: by two clerks, and by one with two tabs. */
  rounds: number
}

/** Each two actions, also one with itself, in each scene in which both do something; where there is none, once where the first does. */
function pairs(): Pair[] {
  const names = Object.keys(ACTIONS)
  return names.flatMap((a, i) =>
    names.slice(i).flatMap((b) => {
      const both = ACTIONS[a].legal.filter((scene) => ACTIONS[b].legal.includes(scene))
      return both.length > 0
        ? both.map((scene) => ({ a, b, scene, rounds: 2 }))
        : [{ a, b, scene: ACTIONS[a].legal[0], rounds: 1 }]
    })
  )
}

/** What residents and staff are told when somebody else was faster. */
function sentences() {
  const told = i18nManager.getTranslationsFor('ja')
  return Object.keys(told)
    .filter((key) => /^reservation\.errors\.\w+\.title$|^errors\.not_found\.title$/.test(key))
    .map((key) => told[key])
}

/** 'done', or 'refused' with one of the product's sentences. @throws for anything else, a 500 above all */
function readAnswer(name: string, told: string[], answer: Answer | void) {
  if (!answer || answer.status === 303) return 'done'
  const words = answer.words()
  if ([404, 409].includes(answer.status) && told.some((one) => words.includes(one))) {
    return 'refused'
  }
  if (ACTIONS[name].refusal?.test(words)) return 'refused'
  throw new Error(`"${name}" was answered with ${answer.status}: ${words.slice(0, 300)}`)
}

async function openLane(heard: { name: string; reservationId: string }[]) {
  const municipality = await createMunicipality({ modules: ['reservation', 'ear'] })
  const staff = await createStaff(municipality, 'system_administrator')
  const clerk = async (): Promise<Clerk> => {
    const visitor = await signedIn(municipality.slug, staff)
    const page = await visitor.get(`/${municipality.slug}/staff/check-in`)
    const csrf = page.forms().find(({ fields }) => '_csrf' in fields)!.fields._csrf
    return { visitor, csrf }
  }
  const clerks = [await clerk(), await clerk()]
  const told = sentences()

  /** What becomes of a fresh scene when these act, one after the other or at once. */
  async function play(scene: SceneName, names: string[], atOnce: boolean, tabs: Clerk[]) {
    const place = await setScene(scene, municipality, staff.id)
    const acting = names.map((name, i) => async () => {
      const answer = await act(name, place, tabs[i])
      return readAnswer(name, told, answer)
    })
    const answers: string[] = []
    if (atOnce) answers.push(...(await Promise.all(acting.map((begin) => begin()))))
    else for (const begin of acting) answers.push(await begin())
    /** A job by the clock leaves alone what somebody has in hand: the next one does it. */
    for (const name of names) if (jobs.get(name)?.schedule) await act(name, place, tabs[0])
    return { answers, outcome: await outcomeOf(place, heard) }
  }
  return { municipality, clerks, play }
}

test.group('reservation/two clerks, every two actions at once', () => {
  test('are every form and every job that changes a reservation', ({ assert }) => {
    const known = [...forms().map(({ name }) => name), ...jobs.keys()]
    const changing = known.filter((name) => !OTHERWISE.some((other) => other.test(name)))
    assert.sameMembers(Object.keys(ACTIONS), changing)
  })

  test('ends as if one had come after the other, and whoever was too late is told so [R50] [R125]', async ({
    assert,
    cleanup,
  }) => {
    const heard: { name: string; reservationId: string }[] = []
    cleanup(installEar((name, { reservationId }) => void heard.push({ name, reservationId })))
    const lanes = await Promise.all(Array.from({ length: LANES }, () => openLane(heard)))
    const todo = pairs()
    assert.isAbove(todo.length, 150)
    const wrong: string[][] = []
    let conflicts = 0

    const work = async ({ clerks, play }: (typeof lanes)[number]) => {
      for (let pair = todo.shift(); pair; pair = todo.shift()) {
        const { a, b, scene, rounds } = pair
        const title = `${a} + ${b}, ${scene}`
        const first = await play(scene, [a, b], false, clerks)
        const second = await play(scene, [b, a], false, clerks)
        second.answers.reverse()
        checkTable(a, scene, first.answers[0])
        checkTable(b, scene, second.answers[1])
        const won = [first, second].map(
          ({ answers }) => answers.filter((answer) => answer === 'done').length
        )
        if (won.every((n) => n === 1)) conflicts++
        for (let round = 0; round < rounds; round++) {
          /** Two clerks, and one with two tabs. */
          const tabs = round % 2 === 0 ? clerks : [clerks[0], clerks[0]]
          const result = await play(scene, [a, b], true, tabs)
          const like = [first, second].some((one) => isDeepStrictEqual(one, result))
          if (!like)
            wrong.push([title, ...[result, first, second].map((one) => JSON.stringify(one))])
        }
      }
    }
    await Promise.all(lanes.map(work))
    assert.deepEqual(wrong, [])
    assert.isAbove(conflicts, 40, 'so many pairs only one of which can win')
    for (const { municipality } of lanes) {
      assert.deepEqual(await tenancy.run(municipality, seatsOutOfBalance), [])
    }

    /** Alone on a fresh scene an action does what the table says. */
    function checkTable(name: string, scene: SceneName, answer: string) {
      const { everywhere, legal } = ACTIONS[name]
      const expected = everywhere || legal.includes(scene) ? 'done' : 'refused'
      assert.equal(answer, expected, `${name}, ${scene}`)
    }
  }).timeout(480_000)
})
