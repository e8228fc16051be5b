import type { HttpContext } from '@adonisjs/core/http'
import { E_PAGE_NOT_FOUND, languages } from '#app/http/main'
import { saveWordings } from '../actions/save_wordings.js'
import { readTexts, textsOf } from '../read_texts.js'
import { textGroups } from '../text_groups.js'

/** ST10 画面設定: the texts of every screen residents see, in every language. */
export default class TextsController {
  async index(ctx: HttpContext) {
    return listGroups(ctx, 'screen', '/staff/texts')
  }

  async render(ctx: HttpContext) {
    return this.#page(ctx, {})
  }

  async execute(ctx: HttpContext) {
    const { i18n, request, response, session, tenant } = ctx
    const { group, locale, texts } = editedTexts(ctx, 'screen', ctx.params.texts)
    const { mistakes, stored } = readTexts(texts, request.all(), i18n)
    if (mistakes.length > 0) {
      response.status(422)
      return this.#page(ctx, { typed: request.all(), mistakes })
    }
    const changed = await tenant.run(() => saveWordings(group.id, locale, stored))
    const said = changed.length > 0 ? 'core.wording.saved' : 'core.words.unchanged'
    session.flash('success', i18n.t(said, { n: changed.length }))
    return response
      .redirect()
      .status(303)
      .toPath(`/${tenant.municipality.slug}/staff/texts/${group.id}?lang=${locale}`)
  }

  #page(ctx: HttpContext, state: { typed?: Record<string, any>; mistakes?: unknown[] }) {
    const { tenant, view } = ctx
    const { group, locale, texts } = editedTexts(ctx, 'screen', ctx.params.texts)
    const base = `/${tenant.municipality.slug}/staff/texts`
    return view.render('pages/staff/wording/screen', {
      ...{ group, locale, base, errors: state.mistakes ?? [] },
      languageTabs: languageTabs(`${base}/${group.id}`, locale),
      texts: texts.map((text) => ({ ...text, value: state.typed?.[text.name] ?? text.value })),
    })
  }
}

/** The screens or mails whose texts can be worded, and how many of each are the municipality's own. */
export function listGroups(
  { i18n, tenant, view }: HttpContext,
  kind: 'screen' | 'mail',
  path: string
) {
  const { municipality } = tenant
  const own = Object.values(municipality.wordings).flatMap((texts) => Object.keys(texts))
  return view.render('pages/staff/wording/index', {
    title: i18n.t(`core.wording.${kind}s`),
    lead: i18n.t(`core.wording.${kind}s_lead`),
    groups: textGroups(municipality, i18n)
      .filter((group) => group.kind === kind)
      .map(({ id, keys, title }) => ({
        title,
        texts: keys.length,
        changed: own.filter((key) => keys.includes(key)).length,
        url: `/${municipality.slug}${path}/${id}`,
      })),
  })
}

/**
 * The group an address names, its texts and the language that is worded.
 *
 * @throws E_PAGE_NOT_FOUND for a group of a module not in force here
 */
export function editedTexts(
  { i18n, request, tenant }: HttpContext,
  kind: 'screen' | 'mail',
  id: string
) {
  const { municipality } = tenant
  const group = textGroups(municipality, i18n).find((one) => one.kind === kind && one.id === id)
  if (!group) throw new E_PAGE_NOT_FOUND()
  const asked = languages().get(String(request.input('lang') ?? ''))
  const { locale } = asked ?? [...languages().values()][0]
  return { group, locale, texts: textsOf(group, municipality, locale, i18n) }
}

export const languageTabs = (address: string, current: string) =>
  [...languages().values()].map(({ locale, name }) => ({
    label: name,
    url: `${address}?lang=${locale}`,
    current: locale === current,
  }))
