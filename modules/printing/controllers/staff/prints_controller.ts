import type { HttpContext } from '@adonisjs/core/http'
import { audit } from '#app/audit/main'
import { sendPdf } from '#app/documents/main'
import { E_FORBIDDEN } from '#app/http/main'
import { cancelPrint, confirmPrint, resumePrint } from '../../actions/change_print.js'
import { startSending } from '../../actions/start_sending.js'
import { E_PRINT_NOT_NOW } from '../../errors.js'
import { heldBackInWords } from '../../held_back_in_words.js'
import { kindOf, type KindName } from '../../print_kinds.js'
import { findPart, residentsOnPart } from '../../queries/find_part.js'
import { withCodePoints } from '../../code_points.js'
import { findPrint, latestPrints } from '../../queries/list_prints.js'
import {
  countSubstituted,
  FIRST_FEW,
  listHeldBack,
  listSubstituted,
} from '../../queries/records_of_print.js'
import { countWaiting, waitingSince } from '../../queries/list_waiting.js'
import { issuedSecrets } from '../../queries/issued_secrets.js'
import { sendingsOf } from '../../queries/sendings.js'

/** 印刷: what is being printed, by whom and how far; its files until they are removed. */
export default class PrintsController {
  async list({ response, tenant, view }: HttpContext) {
    response.header('Cache-Control', 'no-store')
    return view.render('printing::pages/staff/prints', {
      prints: await tenant.run(() => latestPrints()),
      base: baseOf(tenant),
    })
  }

  async show({ i18n, params, response, staff, tenant, view }: HttpContext) {
    response.header('Cache-Control', 'no-store')
    const shown = await tenant.run(async () => ({
      print: await findPrint(params.print),
      heldBack: await listHeldBack(params.print),
      sendings: await sendingsOf(params.print),
      issued: await issuedSecrets(params.print),
      waiting: await countWaiting(params.print),
      untold: await waitingSince(params.print, 'issued', FIRST_FEW),
      substituted: await listSubstituted(params.print),
      substitutedCount: await countSubstituted(params.print),
    }))
    const seesNames = staff!.can('resident-registry.view')
    return view.render('printing::pages/staff/print', {
      ...shown,
      heldBack: shown.heldBack.map(({ residentId, why }) => ({
        residentId,
        why: heldBackInWords(why, { i18n, seesNames }),
      })),
      lacksCharacters: shown.heldBack.some(({ why }) => why.because === 'characters'),
      ...{ seesNames, mayOpen: mayOpen(staff!, shown.print.kind), withCodePoints },
      base: baseOf(tenant),
      residents: `/${tenant.municipality.slug}/staff/residents`,
    })
  }

  async cancel(ctx: HttpContext) {
    return this.#change(ctx, cancelPrint, 'cancelled')
  }

  async resume(ctx: HttpContext) {
    return this.#change(ctx, resumePrint, 'resumed')
  }

  /** Everything is on paper: the files are not needed any more. */
  async confirm(ctx: HttpContext) {
    return this.#change(ctx, (id) => confirmPrint(id, ctx.staff!.id), 'confirmed')
  }

  /** @throws E_FORBIDDEN for whoever may not record many cards at once, or where none are kept */
  async recordSending(ctx: HttpContext) {
    if (!ctx.staff!.can('card-progress.record_many')) throw new E_FORBIDDEN()
    return this.#change(ctx, (id) => startSending(id, ctx.staff!.id), 'sending_started')
  }

  /** @throws E_FORBIDDEN where the file holds what not everybody who prints may read */
  async download(ctx: HttpContext) {
    const { params, staff, tenant } = ctx
    const number = Number(params.part) - 1
    const part = await tenant.run(async () => {
      if (!mayOpen(staff!, (await findPrint(params.print)).kind)) throw new E_FORBIDDEN()
      const found = await findPart(params.print, number)
      await audit.record({
        action: 'printing.print_file',
        subject: { type: 'print', id: params.print },
        detail: { part: number + 1, count: found.records },
      })
      const seen = await residentsOnPart(params.print, number)
      await audit.recordEach('printing.print_file_record', 'resident', seen)
      return found
    })
    return sendPdf(ctx, `print-${number + 1}`, part.pdf)
  }

  async #change(
    { i18n, params, response, session, tenant }: HttpContext,
    action: (id: string) => Promise<void>,
    done: string
  ) {
    await tenant.run(() => findPrint(params.print))
    try {
      await tenant.run(() => action(params.print))
      session.flash('success', i18n.t(`printing.staff.${done}`))
    } catch (error) {
      if (!(error instanceof E_PRINT_NOT_NOW)) throw error
      session.flash('error', i18n.t('printing.staff.not_now'))
    }
    return response
      .redirect()
      .status(303)
      .toPath(`${baseOf(tenant)}/prints/${params.print}`)
  }
}

/** Files hold names and addresses, and some what even fewer may read. */
function mayOpen(staff: NonNullable<HttpContext['staff']>, kind: KindName) {
  const { permission } = kindOf(kind)
  return staff.can('resident-registry.view') && (!permission || staff.can(permission))
}

const baseOf = (tenant: HttpContext['tenant']) => `/${tenant.municipality.slug}/staff/printing`
