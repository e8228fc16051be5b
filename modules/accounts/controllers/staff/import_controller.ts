import { readFile } from 'node:fs/promises'
import type { HttpContext } from '@adonisjs/core/http'
import { E_CSV_UNREADABLE, parseCsv } from '#app/ui/main'
import { accountColumns } from '../../account_columns.js'
import { importAccounts } from '../../actions/import_accounts.js'
import { E_IMPORT_REFUSED } from '../../errors.js'
import { sendPasswords } from '../../send_passwords.js'
import { MOST_AT_ONCE } from '../../validators/issue_validator.js'

type Mistake = { field?: string; message: string }

/** How many mistakes a page lists; who has more mends these first. */
const MOST_MISTAKES = 100

/** 利用者IDの取り込み (R21): a file of the municipality's own IDs. */
export default class ImportController {
  async render(ctx: HttpContext) {
    return this.#page(ctx, {})
  }

  async execute(ctx: HttpContext) {
    const { i18n, request, response, staff, tenant } = ctx
    const refuse = (mistakes: Mistake[]) => {
      response.status(422)
      return this.#page(ctx, {
        mistakes: mistakes.slice(0, MOST_MISTAKES),
        more: Math.max(0, mistakes.length - MOST_MISTAKES),
      })
    }
    const file = request.file('file')
    if (!file?.tmpPath) {
      return refuse([{ field: 'file', message: i18n.t('accounts.staff.import.no_file') }])
    }
    const onlyCheck = request.input('only_check') === '1'
    try {
      const csv = parseCsv(await readFile(file.tmpPath), MOST_AT_ONCE)
      const issued = await tenant.run(() =>
        importAccounts({
          ...{ csv, i18n, onlyCheck },
          municipality: tenant.municipality,
          staffId: staff!.id,
        })
      )
      if (onlyCheck) return this.#page(ctx, { checked: issued.length })
      return sendPasswords(ctx, issued)
    } catch (error) {
      if (error instanceof E_CSV_UNREADABLE) {
        return refuse([{ field: 'file', message: i18n.t(error.message, { n: error.row }) }])
      }
      if (!(error instanceof E_IMPORT_REFUSED)) throw error
      return refuse(
        error.mistakes.map(({ line, message }) => ({
          message: i18n.t('accounts.staff.import.mistake', { line, message }),
        }))
      )
    }
  }

  async #page(
    { i18n, tenant, view }: HttpContext,
    state: { mistakes?: Mistake[]; more?: number; checked?: number }
  ) {
    return view.render('accounts::pages/staff/import', {
      ...{ mistakes: [], more: 0, checked: 0, ...state },
      columns: await accountColumns(tenant.municipality, i18n),
      base: `/${tenant.municipality.slug}/staff/accounts`,
    })
  }
}
