import type { HttpContext } from '@adonisjs/core/http'
import { audit } from '#app/audit/main'
import { E_PAGE_NOT_FOUND } from '#app/http/main'
import {
  DOCUMENT_STATES,
  printRuns,
  type AskedDocuments,
  type DocumentSight,
  type DocumentState,
  type ListedDocument,
} from '#app/module_kit/main'
import { answersTo, permissionsOf } from '#app/module_system/main'
import { retentionDays } from '#app/privacy/main'
import type { Municipality } from '#app/tenancy/main'
import { cancelDocument } from '../actions/end_document.js'
import { E_DOCUMENT_NOT_NOW } from '../errors.js'
import { sendPdf } from '../hand_out.js'
import { findDocument, listDocuments } from '../queries/list_documents.js'
import { documentsValidator } from '../validators/documents_validator.js'

const PER_PAGE = 50

const STATES: Record<'running' | 'done' | 'ended', DocumentState[]> = {
  running: ['waiting', 'making'],
  done: ['done'],
  ended: ['cancelled', 'failed'],
}

/** 印刷の一覧: what is printed, by whom, how far; to be opened again until its file goes. */
export default class DocumentsController {
  async index(ctx: HttpContext) {
    const { request, response, tenant, view } = ctx
    const [, input] = await request.tryValidateUsing(documentsValidator, { data: request.qs() })
    const { before = null, by = null, state = null } = input ?? {}
    const sight = sightOf(ctx)
    const found = await this.#list(ctx, by ? { ...sight, all: false } : sight, {
      before,
      states: state ? STATES[state] : DOCUMENT_STATES,
      limit: PER_PAGE + 1,
    })
    const shown = found.slice(0, PER_PAGE)
    const base = `/${tenant.municipality.slug}/staff/documents`
    const values = { ...(state && { state }), ...(by && { by }) }
    const address = (more = {}) => `${base}?${new URLSearchParams({ ...values, ...more })}`
    response.header('Cache-Control', 'no-store')
    return view.render('pages/staff/documents/index', {
      ...{ base, values, documents: shown, staffBase: `/${tenant.municipality.slug}/staff` },
      seesAll: sight.all,
      states: Object.keys(STATES),
      running: shown.some((document) => STATES.running.includes(document.state)),
      newestUrl: before && address(),
      olderUrl:
        found.length > PER_PAGE && address({ before: shown.at(-1)!.createdAt.toISOString() }),
    })
  }

  async open(ctx: HttpContext) {
    const { params, tenant } = ctx
    const { fileName, pdf } = await tenant.run(async () => {
      const found = await findDocument(sightOf(ctx), params.document, keptDays(tenant.municipality))
      if (!found.pdf) throw new E_PAGE_NOT_FOUND()
      await audit.record({
        action: 'document.print_again',
        subject: { type: 'document', id: params.document },
        detail: { pages: found.pages },
      })
      return { ...found, pdf: found.pdf }
    })
    return sendPdf(ctx, fileName, pdf)
  }

  async cancel(ctx: HttpContext) {
    const { i18n, params, response, session, tenant } = ctx
    try {
      await tenant.run(async () => {
        await findDocument(sightOf(ctx), params.document, keptDays(tenant.municipality))
        await cancelDocument(params.document)
      })
      session.flash('success', i18n.t('documents.cancelled'))
    } catch (error) {
      if (!(error instanceof E_DOCUMENT_NOT_NOW)) throw error
      session.flash('error', i18n.t('documents.not_now'))
    }
    return response.redirect().status(303).toPath(`/${tenant.municipality.slug}/staff/documents`)
  }

  /** The core's own and those of the modules, in one order. */
  async #list(
    { i18n, tenant }: HttpContext,
    sight: DocumentSight,
    asked: AskedDocuments
  ): Promise<ListedDocument[]> {
    const { municipality } = tenant
    const runs = await answersTo(printRuns, municipality)
    return tenant.run(async () => {
      const found = await listDocuments(sight, asked, keptDays(municipality))
      for (const list of runs) found.push(...(await list(sight, asked, i18n)))
      return found
        .sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime())
        .slice(0, asked.limit)
    })
  }
}

const keptDays = (municipality: Municipality) => retentionDays('core.documents', municipality)

/** Others' documents are about all counters, so nobody sees them who works at some. */
function sightOf({ staff, tenant }: HttpContext): DocumentSight {
  return {
    staffId: staff!.id,
    all: staff!.can('core.view_all_documents') && staff!.counterIds === null,
    permissions: permissionsOf(tenant.municipality).flatMap(({ id }) => (staff!.can(id) ? id : [])),
  }
}
