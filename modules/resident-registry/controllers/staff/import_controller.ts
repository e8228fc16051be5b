import type { HttpContext } from '@adonisjs/core/http'
import { audit } from '#app/audit/main'
import { fieldSetOf } from '#app/fields/main'
import { sendCsv } from '#app/http/main'
import type { CurrentStaff } from '#app/staff/main'
import { cancelImport } from '../../actions/end_import.js'
import { startChecking, startWriting } from '../../actions/start_import.js'
import { E_IMPORT_MOVED_ON } from '../../errors.js'
import { columnMistakes, columnName, columnsChosen, importTargets } from '../../import_columns.js'
import { findImport } from '../../queries/find_import.js'
import { changesInPiece, importChanges } from '../../queries/import_changes.js'
import { importMistakes } from '../../queries/import_mistakes.js'
import { importPreview } from '../../queries/import_preview.js'
import type { ImportMistake, ResidentImport } from '../../resident_import.js'
import { residentSubject } from '../../resident_subject.js'

/** How many mistakes and changes the page shows. */
const SHOWN = 20

/** How many mistakes are read at once for the file of them. */
const AT_ONCE = 5_000

/** One file on its way into the register: its columns, the dry run, the writing and what became of it. */
export default class ImportController {
  async render(ctx: HttpContext) {
    const found = await ctx.tenant.run(() => findImport(ctx.params.import))
    return this.#page(ctx, found)
  }

  async check(ctx: HttpContext) {
    const { i18n, params, request, response, staff, tenant } = ctx
    const found = await tenant.run(() => findImport(params.import))
    const fields = await fieldSetOf(residentSubject, tenant.municipality)
    const targets = importTargets(fields, i18n, staff!)
    const columns = columnsChosen(found.columns, request.input('columns'), targets)
    const errors = columnMistakes(columns, targets, i18n)
    if (errors.length > 0) {
      response.status(422)
      return this.#page(ctx, { ...found, columns }, errors)
    }
    return this.#goOn(ctx, () => startChecking(found, columns))
  }

  async write(ctx: HttpContext) {
    const whole = ctx.request.input('wrong_lines') !== 'skip'
    return this.#goOn(ctx, () => startWriting(ctx.params.import, whole))
  }

  async cancel(ctx: HttpContext) {
    return this.#goOn(ctx, () => cancelImport(ctx.params.import))
  }

  /** Every wrong line as a file. */
  async mistakes(ctx: HttpContext) {
    const { i18n, params, staff, tenant } = ctx
    const found = await tenant.run(() => findImport(params.import))
    const columns = isFileSeen(found, staff!) ? found.columns : []
    async function* rows() {
      let after: number | undefined = 0
      while (after !== undefined) {
        const from: number = after
        const read: ImportMistake[] = await tenant.run(() =>
          importMistakes(found.id, { after: from, most: AT_ONCE })
        )
        /** A line cut in two by the limit comes whole the next time. */
        const last = read.length < AT_ONCE ? Infinity : read.at(-1)!.line
        for (const { line, column, sentence } of read) {
          if (line === last) break
          yield [String(line), column === null ? '' : columnName(columns, column, i18n), sentence]
        }
        after = last === Infinity ? undefined : last - 1
      }
    }
    const header = ['line', 'column', 'sentence'].map((key) =>
      i18n.t(`resident-registry.staff.import.mistake.${key}`)
    )
    return sendCsv(ctx, 'import-mistakes', header, rows())
  }

  /** Everybody the file changes as a file, as far as the viewer may see; nothing once it is being written. */
  async changes(ctx: HttpContext) {
    const { i18n, params, staff, tenant } = ctx
    const found = await tenant.run(() => findImport(params.import))
    if (found.state !== 'checked') {
      return this.#goOn(ctx, async () => {
        throw new E_IMPORT_MOVED_ON()
      })
    }
    const about = {
      fields: await fieldSetOf(residentSubject, tenant.municipality),
      i18n,
      staff: staff!,
    }
    await tenant.run(() =>
      audit.record({
        action: 'residents.import_changes',
        subject: { type: 'import', id: found.id },
        detail: { count: found.changedLines },
      })
    )
    async function* rows() {
      for (let n = 0; n < found.rowPieces; n++) {
        for (const { line, number, fields } of await tenant.run(() =>
          changesInPiece(found, n, about)
        )) {
          for (const { label, before, after } of fields) {
            yield [String(line), number, label, before, after]
          }
        }
      }
    }
    const keys = [
      'import.mistake.line',
      'words.number',
      'import.field',
      'import.before',
      'import.after',
    ]
    const header = keys.map((key) => i18n.t(`resident-registry.staff.${key}`))
    return sendCsv(ctx, 'import-changes', header, rows())
  }

  async #goOn({ i18n, params, response, session, tenant }: HttpContext, work: () => Promise<void>) {
    try {
      await tenant.run(async () => {
        /** Somebody else's is not found before anything is tried. */
        await findImport(params.import)
        await work()
      })
    } catch (error) {
      if (!(error instanceof E_IMPORT_MOVED_ON)) throw error
      session.flash('error', i18n.t('resident-registry.staff.import.moved_on'))
    }
    return response
      .redirect()
      .status(303)
      .toPath(`${baseOf(tenant)}/${params.import}`)
  }

  async #page(
    ctx: HttpContext,
    found: ResidentImport,
    errors: { field?: string; message: string }[] = []
  ) {
    const { i18n, response, staff, tenant, view } = ctx
    const fields = await fieldSetOf(residentSubject, tenant.municipality)
    const isSeen = isFileSeen(found, staff!)
    const seen = await tenant.run(async () => ({
      preview: found.state === 'mapping' && isSeen ? await importPreview(found) : null,
      mistakes: await importMistakes(found.id, { most: SHOWN }),
      changes:
        found.state === 'checked'
          ? await importChanges(found, { fields, i18n, staff: staff!, most: SHOWN })
          : [],
    }))
    response.header('Cache-Control', 'no-store')
    return view.render('resident-registry::pages/staff/import', {
      ...{ found, errors, ...seen, base: baseOf(tenant) },
      targets: importTargets(fields, i18n, staff!),
      nameOf: (column: number) => columnName(isSeen ? found.columns : [], column, i18n),
      atWork: ['checking', 'writing'].includes(found.state),
      progress: progressOf(found),
    })
  }
}

/** Lines of a file are residents, line 1 too where it has no header; but whoever sent it has it. */
const isFileSeen = ({ staffId }: ResidentImport, staff: CurrentStaff) =>
  staffId === staff.id || staff.can('resident-registry.view')

function progressOf({
  state,
  filePieces,
  checkedPieces,
  rowPieces,
  writtenPieces,
}: ResidentImport) {
  return state === 'writing'
    ? { done: writtenPieces, of: rowPieces }
    : { done: checkedPieces, of: filePieces }
}

const baseOf = (tenant: HttpContext['tenant']) =>
  `/${tenant.municipality.slug}/staff/residents/imports`
