import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { test } from '@japa/runner'
import i18nManager from '@adonisjs/i18n/services/main'
import { tenancy } from '#app/tenancy/main'
import { Visitor, type Answer } from '#tests/support/browserless'
import { installEar } from '#tests/support/ear'
import { createMunicipality, createStaff } from '#tests/support/municipality'
import { signedIn } from '#tests/support/staff_session'
import cancelClosed from '../jobs/cancel_closed.js'
import markNoShows from '../jobs/mark_no_shows.js'
import offerMoves from '../jobs/offer_moves.js'
import { seatsOutOfBalance } from '../queries/seats_out_of_balance.js'
import { movePassFor, passFor } from '../reservation_pass.js'
import { outcomeOf, setScene, type Place, type SceneName } from './two_clerks_scenes.js'

/** How often each pair presses at once, in each scene. */
const ROUNDS = 2

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
  act(place: Place, clerk: Clerk): Promise<Answer | void>
}

const staffs =
  (path: (place: Place) => string, fields: (place: Place) => Record<string, string> = () => ({})) =>
  (place: Place, { csrf, visitor }: Clerk) =>
    visitor.post(`/${place.slug}/staff/${path(place)}`, { _csrf: csrf, ...fields(place) })

const residents = (path: (place: Place) => string) => (place: Place) =>
  new Visitor().post(`/${place.slug}/${path(place)}`)

const passOf = ({ municipality, reservation }: Place) =>
  `reservations/${passFor(municipality.id, reservation)}`
const moveOf = ({ municipality, closure, party }: Place) =>
  `moves/${movePassFor(municipality.id, closure ?? randomUUID(), party ?? randomUUID())}`
const partyOf = ({ closure, party }: Place) =>
  `closures/${closure ?? randomUUID()}/parties/${party ?? randomUUID()}`

/** Everything that changes a reservation. The pairs are made of it: a new action gets a line here and no more. */
const ACTIONS: Record<string, Action> = {
  'arrive': {
    legal: ['expected', 'moving', 'missed', 'absent'],
    act: staffs(({ reservation }) => `reservations/${reservation}/arrival`),
  },
  'undo': {
    legal: ['arrived', 'called'],
    act: staffs(({ reservation }) => `reservations/${reservation}/arrival/undo`),
  },
  'cancel': {
    legal: ['expected', 'moving'],
    act: staffs(({ reservation }) => `reservations/${reservation}/cancel`),
  },
  'change': {
    legal: ['expected', 'moving'],
    act: staffs(({ reservation, slots }) => `reservations/${reservation}/change/${slots.next}`),
  },
  'resident cancels': {
    legal: ['expected', 'moving'],
    act: residents((place) => `${passOf(place)}/cancel`),
  },
  'resident changes': {
    legal: ['expected', 'moving'],
    act: residents((place) => `${passOf(place)}/change/${place.slots.last}`),
  },
  'note handling': {
    legal: ['expected', 'moving', 'missed', 'arrived', 'walked in'],
    everywhere: true,
    act: staffs(
      ({ reservation }) => `reservations/${reservation}/handling`,
      () => ({ old_card_collected: '1', handling: '交付', handling_note: '', seen_at: '' })
    ),
  },
  'mark no-shows': {
    legal: ['missed'],
    everywhere: true,
    act: ({ municipality }) => markNoShows({ municipalityId: municipality.id }),
  },
  'call next': {
    legal: ['arrived', 'walked in'],
    everywhere: true,
    act: staffs(
      ({ counterId }) => `calls/${counterId}`,
      () => ({ desk: '1' })
    ),
  },
  'call again': {
    legal: ['called', 'walked in and called'],
    act: staffs(
      ({ call, counterId }) => `calls/${counterId}/${call ?? randomUUID()}`,
      () => ({ desk: '2' })
    ),
  },
  'accept': { legal: ['moving'], act: staffs((place) => `${partyOf(place)}/accept`) },
  'decline': { legal: ['moving'], act: staffs((place) => `${partyOf(place)}/decline`) },
  'resident accepts': { legal: ['moving'], act: residents((place) => `${moveOf(place)}/accept`) },
  'resident declines': { legal: ['moving'], act: residents((place) => `${moveOf(place)}/decline`) },
  'offer': {
    legal: ['moving'],
    everywhere: true,
    act: ({ closure, elsewhere, municipality }) =>
      offerMoves({
        ...{ municipalityId: municipality.id, closureId: closure ?? randomUUID() },
        ...{ counterIds: [elsewhere], hours: 24 },
      }),
  },
  'cancel the closed': {
    legal: ['moving'],
    everywhere: true,
    act: ({ closure, municipality }) =>
      cancelClosed({ municipalityId: municipality.id, closureId: closure ?? randomUUID() }),
  },
  'record a walk-in': {
    legal: ['expected', 'arrived', 'walked in'],
    everywhere: true,
    act: staffs(
      ({ counterId }) => `walk-ins/${counterId}`,
      ({ token }) => ({ token })
    ),
  },
  'cancel the walk-in': {
    legal: ['walked in', 'walked in and called'],
    act: staffs(({ counterId, reservation }) => `walk-ins/${counterId}/${reservation}/cancel`),
  },
}

type Pair = [a: string, b: string, scene: SceneName]

/** Each two actions, also one with itself, in each scene in which both do something; where there is none, where the first does. */
function pairs(): Pair[] {
  const names = Object.keys(ACTIONS)
  return names.flatMap((a, i) =>
    names.slice(i).flatMap((b) => {
      const both = ACTIONS[a].legal.filter((scene) => ACTIONS[b].legal.includes(scene))
      const scenes = both.length > 0 ? both : [ACTIONS[a].legal[0]]
      return scenes.map((scene): Pair => [a, b, scene])
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
      const answer = await ACTIONS[name].act(place, tabs[i])
      return readAnswer(name, told, answer)
    })
    const answers: string[] = []
    if (atOnce) answers.push(...(await Promise.all(acting.map((act) => act()))))
    else for (const act of acting) answers.push(await act())
    return { answers, outcome: await outcomeOf(place, heard) }
  }
  return { municipality, clerks, play }
}

test.group('reservation/two clerks, every two actions at once', () => {
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
        const [a, b, scene] = pair
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
        for (let round = 0; round < ROUNDS; round++) {
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
  }).timeout(120_000)
})
