import type { HttpContext } from '@adonisjs/core/http'
import vine from '@vinejs/vine'
import { optionalEmail } from '#app/http/main'
import { post } from '#app/mail/main'
import { saveWordings } from '../actions/save_wordings.js'
import { filledIn } from '../merge_fields.js'
import { readTexts } from '../read_texts.js'
import { editedTexts, languageTabs, listGroups } from './texts_controller.js'

const testAddress = vine.compile(vine.object({ test_to: optionalEmail() }))

interface State {
  typed?: Record<string, any>
  mistakes?: unknown[]
  preview?: { subject: string; text: string }
  sent?: boolean
}

/** ST9 メール管理: the mails residents get, with their merge fields, a preview and a test. */
export default class MailTextsController {
  async index(ctx: HttpContext) {
    return listGroups(ctx, 'mail', '/staff/mail/texts')
  }

  async render(ctx: HttpContext) {
    return this.#page(ctx, {})
  }

  /** Saves, or only shows or sends how it would look: the button says which. */
  async execute(ctx: HttpContext) {
    const { i18n, request, response, session, tenant } = ctx
    const { group, locale, texts } = editedTexts(ctx, 'mail', ctx.params.template)
    const typed = request.all()
    const { mistakes, stored } = readTexts(texts, typed, i18n)
    const [invalid, input] = await request.tryValidateUsing(testAddress)
    const wrong = [...mistakes, ...(invalid?.messages ?? [])]
    const mayTest = tenant.municipality.holdsResidentData
    const wants = typed.do === 'preview' || (typed.do === 'test' && mayTest) ? typed.do : 'save'
    if (wants === 'test' && !invalid && !input.test_to) {
      wrong.push({ field: 'test_to', message: i18n.t('core.wording.test_to_missing') })
    }
    if (wrong.length > 0) {
      response.status(422)
      return this.#page(ctx, { typed, mistakes: wrong })
    }
    const preview = previewOf(texts, stored)
    if (wants === 'preview') return this.#page(ctx, { typed, preview })
    const base = `/${tenant.municipality.slug}/staff/mail/texts/${group.id}?lang=${locale}`
    if (wants === 'test') {
      await tenant.run(() => post({ template: 'core.test', to: input!.test_to!, ...preview }))
      return this.#page(ctx, { typed, preview, sent: true })
    }
    const changed = await tenant.run(() => saveWordings(group.id, locale, stored))
    const said = changed.length > 0 ? 'core.wording.saved' : 'core.words.unchanged'
    session.flash('success', i18n.t(said, { n: changed.length }))
    return response.redirect().status(303).toPath(base)
  }

  #page(ctx: HttpContext, state: State) {
    const { tenant, view } = ctx
    const { group, locale, texts } = editedTexts(ctx, 'mail', ctx.params.template)
    const base = `/${tenant.municipality.slug}/staff/mail/texts`
    return view.render('pages/staff/wording/mail', {
      ...{ group, locale, base, preview: state.preview, sent: state.sent },
      errors: state.mistakes ?? [],
      testTo: state.typed?.test_to,
      languageTabs: languageTabs(`${base}/${group.id}`, locale),
      texts: texts.map((text) => ({ ...text, value: state.typed?.[text.name] ?? text.value })),
      fields: [...new Map(texts.flatMap(({ fields }) => fields.map((f) => [f.name, f]))).values()],
    })
  }
}

/** The mail as its reader gets it, its blanks filled in with examples. */
function previewOf(texts: ReturnType<typeof editedTexts>['texts'], stored: Record<string, string>) {
  const [subject, text] = ['subject', 'text'].map((part) => {
    const edited = texts.find(({ key }) => key.endsWith(`.${part}`))!
    const examples = edited.fields.map(({ example, name }) => [name, example])
    return filledIn(stored[edited.key] || edited.message, Object.fromEntries(examples))
  })
  return { subject, text }
}
