import {
  copyFile,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  unlink,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from '@japa/runner'
import { folderOf } from '#app/exchange/exchange_folder'
import { Deployment } from '#tests/support/exchange_deployments'

const HOUR = 60 * 60_000
const TOWN = { code: '131016' }
const COUNTERS = ['HONCHO', 'EKIMAE']

/** Chance that repeats itself, so that a week that fails can be lived again. */
function chance(seed: number) {
  let state = seed
  const next = () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state / 2_147_483_648
  }
  return { next, pick: <Of>(of: readonly Of[]) => of[Math.floor(next() * of.length)] }
}

/** What befalls a file between one side's `out` and the other's `in`. */
const FATES = ['arrives', 'arrives', 'arrives', 'lost', 'late', 'twice', 'cut', 'edited'] as const

/** Whoever carries files from one side to the other, and is not good at it. */
class Courier {
  readonly fates: string[] = []
  #deck: (typeof FATES)[number][] = []
  #late: { from: string; to: string }[] = []

  constructor(private random: ReturnType<typeof chance>) {}

  async carry(out: string, into: string, { careful = false } = {}) {
    for (const { from, to } of this.#late.splice(0)) await rename(from, to)
    for (const name of (await readdir(out)).filter((one) => one.endsWith('.csv'))) {
      const fate = careful ? 'arrives' : this.#draw()
      this.fates.push(fate)
      await this.#deliver(join(out, name), into, name, fate)
    }
  }

  /** Like cards from a deck: chance says when, not whether. */
  #draw() {
    if (this.#deck.length === 0) this.#deck = [...FATES]
    const [fate] = this.#deck.splice(Math.floor(this.random.next() * this.#deck.length), 1)
    return fate
  }

  async #deliver(file: string, into: string, name: string, fate: (typeof FATES)[number]) {
    const text = await readFile(file, 'utf8')
    if (fate === 'twice') await copyFile(file, join(into, `copy-${name}`))
    if (fate === 'cut') await writeFile(join(into, `cut-${name}`), text.slice(0, text.length * 0.7))
    if (fate === 'edited') {
      await writeFile(join(into, `edited-${name}`), text.replace(/(reserved|open)/, 'cancelled'))
    }
    if (fate === 'late') {
      const kept = `${file}.late`
      await rename(file, kept)
      this.#late.push({ from: kept, to: join(into, name) })
    } else if (fate === 'arrives' || fate === 'twice') {
      await rename(file, join(into, name))
    } else {
      await unlink(file)
    }
  }
}

test.group('exchange › two deployments [R5] [R19] [R110]', (group) => {
  let cloud: Deployment
  let office: Deployment
  let root: string

  group.setup(async () => {
    root = await mkdtemp(join(tmpdir(), 'madoguchi-deployments-'))
    cloud = await Deployment.start('cloud')
    office = await Deployment.start('office')
    return async () => {
      await cloud.end()
      await office.end()
      await rm(root, { recursive: true })
    }
  })

  test('a week of lost, repeated, reordered, cut and edited files ends consistent, or says what is missing', async ({
    assert,
  }) => {
    const random = chance(20261129)
    const roots = { cloud: join(root, 'cloud'), office: join(root, 'office') }
    const keys = {
      cloud: await cloud.do('found', { module: 'reservation', counterCodes: COUNTERS }),
      office: await office.do('found', { module: 'card-progress', counterCodes: COUNTERS }),
    }
    await cloud.do('trust', keys.office)
    await office.do('trust', keys.cloud)
    const folders = { cloud: folderOf(roots.cloud, TOWN), office: folderOf(roots.office, TOWN) }
    const courier = new Courier(random)

    let hour = 1
    const round = async (options?: { careful: boolean }) => {
      const now = Date.now() + hour++ * HOUR
      await office.do('exchange', { root: roots.office, now })
      await cloud.do('exchange', { root: roots.cloud, now })
      await courier.carry(folders.office.out, folders.cloud.in, options)
      await courier.carry(folders.cloud.out, folders.office.in, options)
    }
    /** What each side says it lacks, and what the other has not read: the sender gives it once more. */
    const askAgain = async () => {
      for (const [sender, receiver, side] of [
        [office, cloud, 'office'],
        [cloud, office, 'cloud'],
      ] as const) {
        for (const { direction, feed, missing, lastNumber } of await receiver.do('states')) {
          if (direction !== 'in') continue
          const sent = (await sender.do('states')).find((one) => one.feed === feed)!
          const from = missing?.[0] ?? lastNumber + 1
          if (sent.lastNumber >= from) {
            await sender.do('writeAgain', { feed, from, out: folders[side].out })
          }
        }
      }
    }
    await round({ careful: true })

    const cards: { id: string; code: string }[] = []
    const booked = new Map<string, string>()
    const seen = new Set<string>()
    const lost = new Set<string>()
    const isWaiting = ({ id, code }: { id: string; code: string }) =>
      booked.has(code) && !seen.has(id) && !lost.has(id)
    for (let day = 1; day <= 7; day++) {
      cards.push(...(await office.do('receiveCards', { counter: random.pick(COUNTERS), count: 4 })))
      for (let n = 0; n < 6; n++) {
        const { code } = random.pick(cards)
        const slot = Math.floor(random.next() * 8)
        const id = booked.get(code)
        if (!id) {
          const made = await cloud.do('book', {
            ...{ counter: random.pick(COUNTERS), slot, linkCode: code },
          })
          if (made.id) booked.set(code, made.id)
          continue
        }
        const counter = random.pick(COUNTERS)
        if (random.next() < 0.4) await cloud.do('change', { id, counter, slot })
        else {
          await cloud.do((['cancel', 'arrive', 'stayAway'] as const)[n % 3], { id })
          booked.delete(code)
        }
      }
      /** The counter is ahead of the files: the card is handed over, then the cloud says who came. */
      for (const { id: card, code } of cards.filter(isWaiting).slice(0, 2)) {
        const id = booked.get(code)!
        await office.do('record', {
          id: card,
          codes: [random.pick(['ISSUE', 'SENDBACK'] as const)],
        })
        seen.add(card)
        await cloud.do(random.pick(['arrive', 'stayAway'] as const), { id })
        booked.delete(code)
      }
      if (day % 3 === 0) {
        const { id } = random.pick(cards.filter((card) => !seen.has(card.id)))
        await office.do('record', { id, codes: ['LOST'] })
        lost.add(id)
      }
      await round()
    }
    for (const fate of ['lost', 'late', 'twice', 'cut', 'edited']) {
      assert.include(courier.fates, fate, 'the week must have had its troubles')
    }

    /** Whoever looks at the pages now asks for what is missing, until nothing is. */
    for (let n = 0; n < 4; n++) {
      await askAgain()
      await round({ careful: true })
    }
    for (const side of [cloud, office]) {
      for (const { missing, setBack } of await side.do('states')) {
        assert.isUndefined(missing)
        assert.isFalse(setBack)
      }
    }
    const [here, there] = [await cloud.do('cloudFacts'), await office.do('officeFacts')]
    assert.isAbove(here.reservations.length, 5)
    assert.deepEqual(here.open, there.open, 'the cloud knows of every card what the office does')
    const ends = {
      ...{ reserved: 'RESERVE', cancelled: 'RESV_CANCEL', arrived: 'VISIT', no_show: 'NOSHOW' },
    }
    assert.deepEqual(
      there.told.map(({ id, code, at }: any) => [id, code, at]).sort(),
      here.reservations
        .map(({ id, state, at }: any) => [id, ends[state as keyof typeof ends], at])
        .sort(),
      'the office knows of every reservation what the cloud does'
    )
    assert.isAbove(seen.size, 5)
    for (const { id, steps, handedOver, status } of there.cards) {
      if (!seen.has(id)) continue
      assert.isEmpty(
        steps.filter((step: any) => step.code !== 'RESERVE' && step.refused === 'not_live'),
        'who came before the file did needs nobody to look into it'
      )
      if (handedOver) assert.equal(status, 'ISSUE')
    }
    for (const fact of ['ISSUE', 'NOSHOW', 'came_already']) assert.include(there.happened, fact)
  })
})
