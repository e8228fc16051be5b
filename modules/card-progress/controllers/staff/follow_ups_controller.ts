import { randomUUID } from 'node:crypto'
import type { HttpContext } from '@adonisjs/core/http'
import type { Infer } from '@vinejs/vine/types'
import { formatReadableCode } from '#app/exchange/main'
import { today } from '#app/ui/main'
import { runBulk } from '../../actions/run_bulk.js'
import { confirmFollowUps, dismissFollowUps } from '../../actions/settle_follow_ups.js'
import { coded } from '../../coded_words.js'
import type { EventFacts } from '../../event_facts.js'
import { deadlineOf } from '../../facts_from.js'
import { countFollowUps, openFollowUps, type FollowUpKind } from '../../queries/follow_ups.js'
import { statusWords } from '../../queries/status_words.js'
import { followUpValidator } from '../../validators/follow_up_validator.js'

type Input = Infer<typeof followUpValidator>

/** 督促対象・廃棄候補: the night lists them, a person decides. */
export default class FollowUpsController {
  async render(ctx: HttpContext) {
    return this.#page(ctx, ctx.request.input('kind') === 'dispose' ? 'dispose' : 'remind', [])
  }

  async execute(ctx: HttpContext) {
    const { i18n, request, response, session, staff, tenant } = ctx
    const [invalid, input] = await request.tryValidateUsing(followUpValidator)
    if (invalid) {
      response.status(422)
      const kind = request.input('kind') === 'dispose' ? 'dispose' : 'remind'
      return this.#page(ctx, kind, invalid.messages)
    }
    const { kind, ids, token } = input
    const { counterIds } = staff!
    const base = `/${tenant.municipality.slug}/staff/progress`
    if (input.decision === 'dismiss') {
      const n = await tenant.run(() => dismissFollowUps({ kind, ids, counterIds }))
      session.flash('success', i18n.t('card-progress.staff.follow_ups.dismissed', { n }))
      return response.redirect().status(303).toPath(`${base}/follow-ups?kind=${kind}`)
    }
    const facts = this.#facts(ctx, input)
    const { count, inBackground } = await tenant.run(() =>
      confirmFollowUps({ kind, ids, token, facts, counterIds })
    )
    if (count === 0) {
      session.flash('info', i18n.t('card-progress.staff.follow_ups.nothing_left'))
      return response.redirect().status(303).toPath(`${base}/follow-ups?kind=${kind}`)
    }
    if (!inBackground) await runBulk(tenant.municipality, token)
    return response.redirect().status(303).toPath(`${base}/bulk/${token}`)
  }

  #facts({ tenant }: HttpContext, input: Input): EventFacts {
    if (input.kind === 'dispose') {
      return { code: 'VOID', cause: 'expired', reason: coded('dispose_due') }
    }
    const happenedOn = input.happened_on ?? today()
    return {
      ...{ code: 'NOTIFY', variant: 'reminder', happenedOn, reason: coded('remind_due') },
      deadline: input.deadline ?? deadlineOf('reminder', happenedOn, tenant.municipality),
    }
  }

  async #page(
    { i18n, staff, tenant, view }: HttpContext,
    kind: FollowUpKind,
    errors: { field: string; message: string }[]
  ) {
    const { counterIds } = staff!
    const found = await tenant.run(async () => ({
      counts: await countFollowUps(counterIds),
      list: await openFollowUps(kind, counterIds),
      words: await statusWords(i18n),
    }))
    return view.render('card-progress::pages/staff/follow_ups', {
      ...found,
      ...{ kind, errors, token: randomUUID(), today: today() },
      deadline: deadlineOf('reminder', today(), tenant.municipality),
      formatCode: formatReadableCode,
      base: `/${tenant.municipality.slug}/staff/progress`,
    })
  }
}
