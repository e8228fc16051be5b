import type { HttpContext } from '@adonisjs/core/http'
import { audit } from '#app/audit/main'
import { sendCsv } from '#app/http/main'
import { formatTimestamp, today } from '#app/ui/main'
import { reviewAccounts } from '../actions/review_accounts.js'
import {
  accountsToReview,
  FINDING_IDS,
  REVIEW_DAYS,
  type Finding,
  type ReviewedAccount,
} from '../queries/accounts_to_review.js'
import { reviewValidator } from '../validators/review_validator.js'

/** アカウントの棚卸: which accounts are there, are they used, who looked at them last. */
export default class AccountReviewController {
  async render(ctx: HttpContext) {
    return this.#page(ctx)
  }

  async execute(ctx: HttpContext) {
    const { i18n, request, response, session, staff, tenant } = ctx
    const [invalid, input] = await request.tryValidateUsing(reviewValidator)
    if (invalid) {
      response.status(422)
      return this.#page(ctx, [{ message: i18n.t('staff.review.nothing_chosen') }])
    }
    const n = await tenant.run(() => reviewAccounts(input.accounts, staff!))
    session.flash('success', i18n.t('staff.review.reviewed', { n }))
    const finding = findingIn(ctx)
    const path = `/${tenant.municipality.slug}/staff/members/review`
    return response
      .redirect()
      .status(303)
      .toPath(finding ? `${path}?finding=${finding}` : path)
  }

  async export(ctx: HttpContext) {
    const { i18n, tenant } = ctx
    const finding = findingIn(ctx)
    const accounts = await tenant.run(async () => {
      const all = (await accountsToReview(finding)).accounts
      await audit.record({
        action: 'staff.export_review',
        detail: { ...(finding && { finding }), count: all.length },
      })
      return all
    })
    const columns = columnsOf(i18n)
    async function* rows() {
      for (const account of accounts) yield columns.map(({ value }) => value(account))
    }
    const header = columns.map(({ label }) => i18n.t(label))
    return sendCsv(ctx, `accounts-${today()}`, header, rows())
  }

  async #page(ctx: HttpContext, errors: unknown = []) {
    const { i18n, request, tenant, view } = ctx
    const finding = findingIn(ctx)
    const page = Math.max(1, Number.parseInt(request.qs().page, 10) || 1)
    const found = await tenant.run(() => accountsToReview(finding, page))
    const base = `/${tenant.municipality.slug}/staff/members`
    return view.render('pages/staff/members/review', {
      ...found,
      errors,
      base,
      finding,
      tab: 'review',
      days: REVIEW_DAYS,
      findings: FINDING_IDS.map((value) => ({
        value,
        label: i18n.t(`staff.review.findings.${value}`, { days: REVIEW_DAYS }),
      })),
      paginator: {
        currentPage: page,
        lastPage: Math.max(1, Math.ceil(found.total / found.perPage)),
        perPage: found.perPage,
        total: found.total,
        baseUrl: `${base}/review`,
        queryString: finding ? { finding } : {},
      },
    })
  }
}

function findingIn({ request }: HttpContext): Finding | null {
  const asked = request.input('finding')
  return FINDING_IDS.find((id) => id === asked) ?? null
}

const columnsOf = (
  i18n: HttpContext['i18n']
): { label: string; value: (account: ReviewedAccount) => string }[] => {
  const moment = (date: Date | null) => (date ? formatTimestamp(date) : '')
  return [
    { label: 'staff.words.login_id', value: ({ loginId }) => loginId },
    { label: 'staff.words.name', value: ({ name }) => name },
    { label: 'staff.words.role', value: ({ role }) => i18n.t(`staff.roles.${role}`) },
    { label: 'staff.words.state', value: ({ state }) => i18n.t(`staff.states.${state}`) },
    { label: 'staff.words.registered_at', value: ({ createdAt }) => moment(createdAt) },
    { label: 'staff.words.valid_until', value: ({ validUntil }) => validUntil ?? '' },
    { label: 'staff.words.last_sign_in', value: ({ lastSignedInAt }) => moment(lastSignedInAt) },
    {
      label: 'staff.words.second_factor',
      value: ({ secondFactor }) =>
        i18n.t(secondFactor ? 'staff.second_factor.present' : 'staff.second_factor.absent'),
    },
    { label: 'staff.review.reviewed_at', value: ({ reviewedAt }) => moment(reviewedAt) },
    { label: 'staff.review.reviewer', value: ({ reviewer }) => reviewer ?? '' },
  ]
}
