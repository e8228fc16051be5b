import type { HttpContext } from '@adonisjs/core/http'
import { audit } from '#app/audit/main'
import { fieldSetOf } from '#app/fields/main'
import { LARGEST_UPLOAD_MB } from '#app/http/main'
import { E_CSV_UNREADABLE } from '#app/ui/main'
import { takeImportFile } from '../../actions/take_import_file.js'
import { E_IMPORT_REFUSED } from '../../errors.js'
import { importTargets } from '../../import_columns.js'
import { listImports } from '../../queries/find_import.js'
import { residentSubject } from '../../resident_subject.js'

/** 住民情報の取り込み (PG3, R57): the files of late, and the next one. */
export default class ImportsController {
  async render(ctx: HttpContext) {
    return this.#page(ctx)
  }

  async execute(ctx: HttpContext) {
    const { i18n, request, response, staff, tenant } = ctx
    const file = request.file('file')
    if (!file?.tmpPath) return this.#refuse(ctx, i18n.t('resident-registry.staff.import.no_file'))
    try {
      const fields = await fieldSetOf(residentSubject, tenant.municipality)
      const id = await tenant.run(() =>
        takeImportFile(file.tmpPath!, { fields, i18n, staff: staff! })
      )
      return response
        .redirect()
        .status(303)
        .toPath(`/${tenant.municipality.slug}/staff/residents/imports/${id}`)
    } catch (error) {
      if (error instanceof E_CSV_UNREADABLE) {
        return this.#refuse(ctx, i18n.t(error.message, { n: error.row }))
      }
      if (!(error instanceof E_IMPORT_REFUSED)) throw error
      const { line, reason } = error
      await tenant.run(() =>
        audit.record({
          action: 'residents.import_refused',
          result: 'failed',
          detail: { line, reason },
        })
      )
      return this.#refuse(ctx, i18n.t(`resident-registry.staff.import.refused.${reason}`, { line }))
    }
  }

  #refuse(ctx: HttpContext, message: string) {
    ctx.response.status(422)
    return this.#page(ctx, [{ field: 'file', message }])
  }

  async #page(
    { i18n, request, response, staff, tenant, view }: HttpContext,
    errors: { field: string; message: string }[] = []
  ) {
    const base = `/${tenant.municipality.slug}/staff/residents`
    const page = Math.max(1, Number.parseInt(request.qs().page, 10) || 1)
    const { imports, ...listed } = await tenant.run(() => listImports(page))
    const fields = await fieldSetOf(residentSubject, tenant.municipality)
    response.header('Cache-Control', 'no-store')
    return view.render('resident-registry::pages/staff/imports', {
      ...{ errors, base, imports, largestUpload: LARGEST_UPLOAD_MB },
      paginator: { ...listed, baseUrl: `${base}/imports`, queryString: {} },
      targets: importTargets(fields, i18n, staff!),
    })
  }
}
