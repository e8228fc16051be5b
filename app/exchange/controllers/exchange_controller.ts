import { readFile } from 'node:fs/promises'
import type { HttpContext } from '@adonisjs/core/http'
import { E_PAGE_NOT_FOUND } from '#app/http/main'
import { AT_ONCE, readFiles } from '../actions/read_files.js'
import { sendFeed } from '../actions/send_feed.js'
import { startSeries } from '../actions/start_series.js'
import { takeFiles, type Taken } from '../actions/take_files.js'
import { E_NOT_CONNECTED } from '../errors.js'
import { exchangeFolder } from '../exchange_folder.js'
import { sentFeedsOf } from '../feeds.js'
import { exchangeHistory } from '../queries/exchange_history.js'
import { ownKey, partner } from '../queries/exchange_keys.js'
import { feedStates, LONGEST_SILENCE } from '../queries/feed_states.js'
import { findFile } from '../queries/find_file.js'
import { refusalSentence } from '../refusal_sentence.js'

/** 連携: files made, files taken in, and what is missing (R110). */
export default class ExchangeController {
  async index(ctx: HttpContext) {
    return this.#page(ctx)
  }

  /** Makes the next file of a feed. */
  async send(ctx: HttpContext) {
    const { i18n, response, session, tenant } = ctx
    const feed = feedIn(ctx)
    try {
      const made = await tenant.run(async () => {
        const ids = await sendFeed(feed, tenant.municipality)
        const files = []
        for (const id of ids) files.push(await findFile(id))
        return files
      })
      const [first, last] = [made[0], made.at(-1)]
      const sentence = !first ? 'nothing_new' : first === last ? 'made' : 'made_some'
      session.flash(
        'success',
        i18n.t(`exchange.staff.${sentence}`, { number: first?.number, until: last?.number })
      )
      const path = made.length === 1 ? `${baseOf(tenant)}/files/${first.id}` : baseOf(tenant)
      return response.redirect().status(303).toPath(path)
    } catch (error) {
      if (!(error instanceof E_NOT_CONNECTED)) throw error
      session.flash('error', i18n.t('exchange.refusals.not_connected'))
      return response.redirect().status(303).toPath(baseOf(tenant))
    }
  }

  /** Takes in whatever was chosen, and shows what became of each. */
  async receive(ctx: HttpContext) {
    const { i18n, request, response, tenant } = ctx
    const uploads = request.files('files').filter(({ tmpPath }) => tmpPath)
    if (uploads.length === 0) {
      response.status(422)
      return this.#page(ctx, {
        errors: [{ field: 'files', message: i18n.t('exchange.staff.no_file') }],
      })
    }
    const files = []
    for (const { clientName, tmpPath } of uploads) {
      files.push({ name: clientName, bytes: await readFile(tmpPath!) })
    }
    const taken = await takeFiles(files, tenant.municipality, tenant.actor())
    if (await this.#isQuick(ctx, taken)) await readFiles(tenant.municipality)
    const [only] = taken
    if (taken.length === 1 && only.received && !only.received.again) {
      return response
        .redirect()
        .status(303)
        .toPath(`${baseOf(tenant)}/files/${only.received.id}`)
    }
    if (taken.some(({ refused }) => refused)) response.status(422)
    return this.#page(ctx, { taken })
  }

  async confirmSeries(ctx: HttpContext) {
    const { feed, label } = feedIn(ctx)
    const base = baseOf(ctx.tenant)
    return ctx.view.render('pages/staff/exchange/series', { feed: feed.name, label, base })
  }

  async startSeries(ctx: HttpContext) {
    const { i18n, response, session, tenant } = ctx
    const { feed } = feedIn(ctx)
    await tenant.run(() => startSeries(feed.name, 'restored'))
    session.flash('success', i18n.t('exchange.staff.start_series.done'))
    return response.redirect().status(303).toPath(baseOf(tenant))
  }

  /** Few rows are read at once; many are read in the background, as the page of the file shows. */
  async #isQuick({ tenant }: HttpContext, taken: Taken[]) {
    let rows = 0
    for (const { received } of taken) {
      if (!received || received.again) continue
      rows += (await tenant.run(() => findFile(received.id))).rowCount
    }
    return rows <= AT_ONCE
  }

  async #page(
    { i18n, request, tenant, view }: HttpContext,
    { errors = [], taken = [] }: { errors?: object[]; taken?: Taken[] } = {}
  ) {
    const page = Math.min(Math.max(1, Number.parseInt(request.input('page'), 10) || 1), 10_000)
    const found = await tenant.run(async () => ({
      isConnected: Boolean((await ownKey()) && (await partner())),
      states: await feedStates(tenant.municipality),
      history: await exchangeHistory(page),
    }))
    const { lines, total, perPage } = found.history
    const labels = new Map(found.states.map(({ feed, label }) => [feed, i18n.t(label)]))
    return view.render('pages/staff/exchange/index', {
      ...{ errors, isConnected: found.isConnected, states: found.states, lines },
      silent: found.states.filter(({ silentDays = 0 }) => silentDays > LONGEST_SILENCE),
      outcomes: taken.map(({ name, received, refused }) => ({
        name,
        received,
        refused: refused && refusalSentence(refused.because, i18n, refused.about),
      })),
      sentenceOf: ({ because, missingFrom, missingUntil, number }: (typeof lines)[number]) =>
        refusalSentence(because!, i18n, {
          missing: missingFrom ? [missingFrom, missingUntil!] : undefined,
          number,
        }),
      labelOf: (feed: string | null) => (feed ? (labels.get(feed) ?? feed) : ''),
      paginator: {
        ...{ currentPage: page, lastPage: Math.max(1, Math.ceil(total / perPage)), perPage, total },
        ...{ baseUrl: baseOf(tenant), queryString: {} },
      },
      base: baseOf(tenant),
      folder: exchangeFolder() !== undefined,
    })
  }
}

function feedIn({ params, tenant }: HttpContext) {
  const found = sentFeedsOf(tenant.municipality).find(({ feed }) => feed.name === params.feed)
  if (!found) throw new E_PAGE_NOT_FOUND()
  return found
}

const baseOf = (tenant: HttpContext['tenant']) => `/${tenant.municipality.slug}/staff/exchange`
