import type { HttpContext } from '@adonisjs/core/http'
import { formatReadableCode } from '#app/exchange/main'
import { E_PAGE_NOT_FOUND } from '#app/http/main'
import { today } from '#app/ui/main'
import { proposeDisposal, type RefusedCode } from '../../actions/propose_disposal.js'
import { confirmDisposal, withdrawDisposal } from '../../actions/settle_disposal.js'
import { codedChoices, inWords } from '../../coded_words.js'
import { disposableCodes, findDisposal, listDisposals } from '../../queries/disposals.js'
import { staffCounters } from '../../queries/staff_counters.js'
import { statusWords } from '../../queries/status_words.js'
import { readTypedCodes, showTyped } from '../../typed_codes.js'
import { confirmDisposalValidator, disposalValidator } from '../../validators/record_validator.js'

type Errors = { field: string; message: string }[]

/** 廃棄: one person names the cards, another counts them and confirms. */
export default class DisposalsController {
  async index({ i18n, staff, tenant, view }: HttpContext) {
    return view.render('card-progress::pages/staff/disposals', {
      inWords: (method: string) => inWords(i18n, method),
      disposals: await tenant.run(() => listDisposals(staff!.counterIds)),
      base: `/${tenant.municipality.slug}/staff/progress`,
    })
  }

  /** With a counter the box is filled with what waits there; the cards themselves are scanned against it. */
  async create(ctx: HttpContext) {
    const { request, tenant } = ctx
    const counter = String(request.input('counter') ?? '')
    const isId = /^[0-9a-f-]{36}$/i.test(counter)
    const codes = isId ? await tenant.run(() => disposableCodes(counter)) : []
    return this.#form(ctx, {
      ...{ counter, planned_on: today() },
      codes: codes.map((code) => formatReadableCode(code)).join('\n'),
    })
  }

  async store(ctx: HttpContext) {
    const { i18n, request, response, session, staff, tenant } = ctx
    const [invalid, input] = await request.tryValidateUsing(disposalValidator, {
      meta: ctx.tenant.municipality,
    })
    if (invalid) {
      response.status(422)
      return this.#form(ctx, request.all(), invalid.messages)
    }
    const outcome = await tenant.run(() =>
      proposeDisposal({
        ...{ codes: readTypedCodes(input.codes), method: input.method },
        ...{ plannedOn: input.planned_on, counterIds: staff!.counterIds },
      })
    )
    if ('refused' in outcome) {
      response.status(422)
      const message = i18n.t('card-progress.staff.disposals.not_fit', { n: outcome.refused.length })
      return this.#form(ctx, request.all(), [{ field: 'codes', message }], outcome.refused)
    }
    session.flash('success', i18n.t('card-progress.staff.disposals.proposed'))
    return response.redirect().status(303).toPath(this.#address(ctx, outcome.disposalId))
  }

  async show(ctx: HttpContext) {
    return this.#page(ctx, [])
  }

  async confirm(ctx: HttpContext) {
    const { i18n, request, response, session, staff, tenant } = ctx
    const disposal = await this.#find(ctx)
    const [invalid, input] = await request.tryValidateUsing(confirmDisposalValidator)
    const errors: Errors = invalid
      ? invalid.messages
      : input.counted === disposal.cards
        ? []
        : [
            {
              field: 'counted',
              message: i18n.t('card-progress.staff.disposals.miscounted', { n: disposal.cards }),
            },
          ]
    if (errors.length > 0) {
      response.status(422)
      return this.#page(ctx, errors)
    }
    await tenant.run(() =>
      confirmDisposal({ disposalId: disposal.id, counterIds: staff!.counterIds })
    )
    session.flash('success', i18n.t('card-progress.staff.disposals.confirmed'))
    return response.redirect().status(303).toPath(this.#address(ctx, disposal.id))
  }

  async withdraw(ctx: HttpContext) {
    const { i18n, response, session, tenant } = ctx
    const disposal = await this.#find(ctx)
    await tenant.run(() => withdrawDisposal(disposal.id))
    session.flash('success', i18n.t('card-progress.staff.disposals.withdrawn'))
    return response.redirect().status(303).toPath(this.#address(ctx, disposal.id))
  }

  async #find({ params, staff, tenant }: HttpContext) {
    const disposal = await tenant.run(() => findDisposal(params.disposal, staff!.counterIds))
    if (!disposal) throw new E_PAGE_NOT_FOUND()
    return disposal
  }

  async #page(ctx: HttpContext, errors: Errors) {
    const { i18n, staff, tenant, view } = ctx
    const disposal = await this.#find(ctx)
    return view.render('card-progress::pages/staff/disposal', {
      ...{ disposal, errors },
      words: await tenant.run(() => statusWords(i18n)),
      isOwn: disposal.proposedById === staff!.id,
      formatCode: formatReadableCode,
      base: `/${tenant.municipality.slug}/staff/progress`,
    })
  }

  async #form(
    { i18n, staff, tenant, view }: HttpContext,
    values: Record<string, unknown>,
    errors: Errors = [],
    refused: RefusedCode[] = []
  ) {
    return view.render('card-progress::pages/staff/disposal_new', {
      ...{ values, errors, refused, reasons: codedChoices(i18n, 'disposal') },
      counters: await tenant.run(() => staffCounters(staff!.counterIds)),
      showCode: (typed: string) => showTyped(typed, i18n),
      base: `/${tenant.municipality.slug}/staff/progress`,
    })
  }

  #address({ tenant }: HttpContext, id: string) {
    return `/${tenant.municipality.slug}/staff/progress/disposals/${id}`
  }
}
