import type { HttpContext } from '@adonisjs/core/http'
import type { Infer } from '@vinejs/vine/types'
import { DateTime } from 'luxon'
import { audit } from '#app/audit/main'
import { sendCsv } from '#app/http/main'
import { listCounters } from '#app/tenancy/main'
import { formatTimestamp, today } from '#app/ui/main'
import { changeInquiry, recordInquiry } from '../actions/save_inquiry.js'
import { E_INQUIRY_CHANGED, E_MY_NUMBER_IN_TEXT } from '../errors.js'
import {
  INQUIRY_CATEGORIES,
  INQUIRY_CHANNELS,
  INQUIRY_STATES,
  type Inquiry,
  type InquiryFacts,
} from '../inquiry.js'
import { findInquiry, searchInquiries, type InquiryFilter } from '../queries/search_inquiries.js'
import {
  countedInquiryValidator,
  inquiryFilterValidator,
  inquiryValidator,
} from '../validators/inquiry_validator.js'

/** 問合せ記録: what was asked, what was answered; counted in the monthly report (R113, R117). */
export default class InquiriesController {
  async index(ctx: HttpContext) {
    const { request, response, staff, tenant, view } = ctx
    const [invalid, input] = await request.tryValidateUsing(inquiryFilterValidator, {
      data: request.qs(),
    })
    if (invalid) response.status(422)
    const filter = filterFrom(invalid ? {} : input)
    const page = Math.max(1, Number.parseInt(request.qs().page, 10) || 1)
    const { found, counters } = await tenant.run(async () => ({
      found: invalid
        ? { inquiries: [], total: 0, perPage: 1 }
        : await searchInquiries(filter, staff!.counterIds, page),
      counters: await reachableCounters(ctx),
    }))
    const base = baseOf(tenant)
    const conditions = Object.fromEntries(Object.entries(filter).filter(([, value]) => value))
    return view.render('pages/staff/operations/inquiries', {
      ...found,
      ...choices,
      errors: invalid?.messages ?? [],
      values: invalid ? request.qs() : filter,
      conditions,
      counters,
      base,
      mayExport: staff!.can('operations.export_inquiries'),
      paginator: {
        currentPage: page,
        lastPage: Math.max(1, Math.ceil(found.total / found.perPage)),
        perPage: found.perPage,
        total: found.total,
        baseUrl: base,
        queryString: conditions,
      },
    })
  }

  async create(ctx: HttpContext) {
    const values = { received_on: today(), channel: 'phone', inquiry_state: 'open', version: 0 }
    return this.#form(ctx, null, values)
  }

  async store(ctx: HttpContext) {
    return this.#save(ctx, null, (facts) => recordInquiry(facts))
  }

  async edit(ctx: HttpContext) {
    const inquiry = await find(ctx)
    return this.#form(ctx, inquiry, {
      received_on: inquiry.receivedOn,
      counter: inquiry.counterId,
      category: inquiry.category,
      channel: inquiry.channel,
      question: inquiry.question,
      answer: inquiry.answer,
      inquiry_state: inquiry.state,
      version: inquiry.version,
    })
  }

  async update(ctx: HttpContext) {
    const inquiry = await find(ctx)
    return this.#save(ctx, inquiry, (facts, version) => changeInquiry(inquiry.id, version, facts))
  }

  async export(ctx: HttpContext) {
    const { i18n, request, staff, tenant } = ctx
    const filter = filterFrom(await request.validateUsing(inquiryFilterValidator))
    const inquiries = await tenant.run(async () => {
      const all = (await searchInquiries(filter, staff!.counterIds)).inquiries
      await audit.record({
        action: 'operations.export_inquiries',
        detail: { from: filter.from, until: filter.until, count: all.length },
      })
      return all
    })
    const columns = columnsOf(i18n)
    async function* rows() {
      for (const inquiry of inquiries) yield columns.map(({ value }) => value(inquiry))
    }
    return sendCsv(
      ctx,
      `inquiries-${filter.from}-${filter.until}`,
      columns.map(({ label }) => i18n.t(label)),
      rows()
    )
  }

  async #save(
    ctx: HttpContext,
    inquiry: Inquiry | null,
    save: (facts: InquiryFacts, version: number) => Promise<unknown>
  ) {
    const { i18n, request, response, session, tenant } = ctx
    const refuse = (errors: unknown, status = 422) => {
      response.status(status)
      return this.#form(ctx, inquiry, request.all(), errors)
    }
    const [invalid, input] = tenant.municipality.holdsResidentData
      ? await request.tryValidateUsing(inquiryValidator)
      : await request.tryValidateUsing(countedInquiryValidator)
    if (invalid) return refuse(invalid.messages)
    const reachable = (await tenant.run(() => reachableCounters(ctx))).map(({ id }) => id)
    if (input.counter && !reachable.includes(input.counter)) {
      return refuse({ counter: i18n.t('operations.inquiries.counter_unknown') })
    }
    try {
      await tenant.run(() => save(factsOf(input), input.version))
    } catch (error) {
      if (error instanceof E_MY_NUMBER_IN_TEXT) {
        return refuse({ question: i18n.t('operations.inquiries.my_number') })
      }
      if (error instanceof E_INQUIRY_CHANGED) {
        return refuse([{ message: i18n.t('operations.inquiries.changed_meanwhile') }], 409)
      }
      throw error
    }
    session.flash('success', i18n.t('operations.inquiries.saved'))
    return response.redirect().status(303).toPath(baseOf(tenant))
  }

  async #form(
    ctx: HttpContext,
    inquiry: Inquiry | null,
    values: Record<string, unknown>,
    errors: unknown = []
  ) {
    const counters = await ctx.tenant.run(() => reachableCounters(ctx))
    return ctx.view.render('pages/staff/operations/inquiry', {
      ...choices,
      inquiry,
      values,
      errors,
      counters,
      base: baseOf(ctx.tenant),
    })
  }
}

const choices = {
  categories: INQUIRY_CATEGORIES,
  channels: INQUIRY_CHANNELS,
  states: INQUIRY_STATES,
}

const baseOf = (tenant: HttpContext['tenant']) => `/${tenant.municipality.slug}/staff/inquiries`

const find = ({ params, staff, tenant }: HttpContext) =>
  tenant.run(() => findInquiry(params.inquiry, staff!.counterIds))

async function reachableCounters({ staff }: HttpContext) {
  const { counterIds } = staff!
  return (await listCounters()).filter(({ id }) => !counterIds || counterIds.includes(id))
}

/** This month, where nobody says otherwise. */
function filterFrom(input: Partial<Infer<typeof inquiryFilterValidator>>): InquiryFilter {
  const month = DateTime.now().setZone('Asia/Tokyo').startOf('month').toISODate()!
  return { ...input, from: input.from ?? month, until: input.until ?? today() }
}

/** Where nothing may be written, an answered inquiry has an answer of no words. */
const factsOf = (
  input: Infer<typeof inquiryValidator> | Infer<typeof countedInquiryValidator>
): InquiryFacts => ({
  receivedOn: input.received_on,
  counterId: input.counter ?? null,
  category: input.category,
  channel: input.channel,
  question: 'question' in input ? input.question : '',
  answer: 'answer' in input ? input.answer : input.inquiry_state === 'open' ? null : '',
  state: input.inquiry_state,
})

const columnsOf = (
  i18n: HttpContext['i18n']
): { label: string; value: (inquiry: Inquiry) => string }[] => [
  { label: 'operations.words.number', value: ({ number }) => String(number) },
  { label: 'operations.words.received_on', value: ({ receivedOn }) => receivedOn },
  { label: 'operations.words.counter', value: ({ counterName }) => counterName ?? '' },
  {
    label: 'operations.words.category',
    value: ({ category }) => i18n.t(`operations.categories.${category}`),
  },
  {
    label: 'operations.words.channel',
    value: ({ channel }) => i18n.t(`operations.channels.${channel}`),
  },
  { label: 'operations.words.question', value: ({ question }) => question },
  { label: 'operations.words.answer', value: ({ answer }) => answer ?? '' },
  { label: 'operations.words.state', value: ({ state }) => i18n.t(`operations.states.${state}`) },
  {
    label: 'operations.words.updated_at',
    value: ({ updatedAt }) => formatTimestamp(updatedAt),
  },
]
