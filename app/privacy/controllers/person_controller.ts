import type { HttpContext } from '@adonisjs/core/http'
import { documents, handOut, paperHead } from '#app/documents/main'
import { sendCsv } from '#app/http/main'
import type { PersonKey } from '#app/module_kit/main'
import { disclosePerson } from '../actions/disclose_person.js'
import type { CollectedPerson } from '../queries/collect_person.js'

/** 開示請求: everything that is held on one person, on screen, on paper and as a file. */
export default class PersonController {
  async render(ctx: HttpContext) {
    const { response, staff, view } = ctx
    const { sections } = await this.#disclose(ctx, 'view')
    response.header('Cache-Control', 'no-store')
    return view.render('pages/staff/privacy/person', {
      sections,
      mayErase: staff!.can('core.erase_person'),
      whyNoPdf: await documents.whyUnavailable(),
      base: baseOf(ctx),
    })
  }

  async pdf(ctx: HttpContext) {
    const { i18n, staff, tenant } = ctx
    const { sections } = await this.#disclose(ctx, 'print')
    const { municipality } = tenant
    const title = i18n.t('privacy.person.title')
    return handOut(ctx, {
      ...{ title, facts: [], permission: 'core.disclose', fileName: 'person', kept: false },
      order: {
        template: new URL('../templates/person.typ', import.meta.url),
        data: {
          head: paperHead({ title, municipality, facts: [], staff: staff!, i18n }),
          sections,
          lead: i18n.t('privacy.person.paper_lead', { municipality: municipality.name }),
        },
      },
      sorry: i18n.t('reports.not_typeset'),
      back: baseOf(ctx),
    })
  }

  async csv(ctx: HttpContext) {
    const { i18n } = ctx
    const { sections } = await this.#disclose(ctx, 'export')
    const header = ['section', 'label', 'value'].map((name) => i18n.t(`privacy.person.csv.${name}`))
    return sendCsv(ctx, 'person', header, linesOf(sections))
  }

  #disclose({ i18n, params, tenant }: HttpContext, how: 'view' | 'print' | 'export') {
    return tenant.run(() => disclosePerson(how, keyIn(params), i18n))
  }
}

export const keyIn = (params: Record<string, any>): PersonKey => ({
  kind: params.kind,
  id: params.person,
})

export const baseOf = ({ params, tenant }: HttpContext) =>
  `/${tenant.municipality.slug}/staff/persons/${params.kind}/${params.person}`

async function* linesOf(sections: CollectedPerson['sections']) {
  for (const { title, rows } of sections) {
    for (const { label, value } of rows) yield [title, label, value]
  }
}
