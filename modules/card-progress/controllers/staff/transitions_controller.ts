import type { HttpContext } from '@adonisjs/core/http'
import { saveRules, type RuleChange } from '../../actions/save_rules.js'
import { CODES } from '../../progress_codes.js'
import { rulesInForce } from '../../queries/rules_in_force.js'
import { statusWords } from '../../queries/status_words.js'
import { defaultVerdict, FROM_STATUSES, isFixed, VERDICTS } from '../../transitions.js'
import { rulesValidator } from '../../validators/rules_validator.js'

/** 状況の移り変わり: which may follow which. */
export default class TransitionsController {
  async render({ i18n, tenant, view }: HttpContext) {
    const { words, rules } = await tenant.run(async () => ({
      words: await statusWords(i18n),
      rules: (await rulesInForce()).rules,
    }))
    const columns = words.used()
    return view.render('card-progress::pages/staff/transitions', {
      ...{ columns, verdicts: VERDICTS },
      rows: FROM_STATUSES.filter((from) => from === 'NONE' || words.inUse(from)).map((from) => ({
        code: from,
        name: words.name(from),
        cells: columns.map(({ code: to, name }) => ({
          ...{ to, name, verdict: rules.verdict(from, to), fixed: isFixed(from, to) },
          changed: rules.verdict(from, to) !== defaultVerdict(from, to),
        })),
      })),
      base: `/${tenant.municipality.slug}/staff/progress`,
    })
  }

  async execute({ i18n, request, response, session, tenant }: HttpContext) {
    const { rules } = await request.validateUsing(rulesValidator)
    const chosen = rules as Record<string, Record<string, RuleChange['verdict'] | undefined>>
    const changes = FROM_STATUSES.flatMap((from) =>
      CODES.flatMap((to): RuleChange[] => {
        const verdict = chosen[from]?.[to]
        return verdict ? [{ from, to, verdict }] : []
      })
    )
    await tenant.run(() => saveRules(changes))
    session.flash('success', i18n.t('card-progress.staff.rules.saved'))
    return response
      .redirect()
      .status(303)
      .toPath(`/${tenant.municipality.slug}/staff/progress/rules`)
  }
}
