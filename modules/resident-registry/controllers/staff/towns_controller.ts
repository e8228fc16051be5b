import type { HttpContext } from '@adonisjs/core/http'
import { E_CSV_UNREADABLE } from '#app/ui/main'
import { replaceTowns, useShippedTowns } from '../../actions/replace_towns.js'
import { E_TOWN_FILE_REFUSED, E_TOWNS_MOVED_ON } from '../../errors.js'
import { findOwnTowns } from '../../queries/town_table_in_use.js'
import { readTownFile } from '../../read_town_file.js'
import { SHIPPED } from '../../town_table.js'
import { townsInUseValidator } from '../../validators/resident_validators.js'

/** 町域の表: by which towns addresses are divided, and 日本郵便's file in its place. */
export default class TownsController {
  async render(ctx: HttpContext) {
    return this.#page(ctx)
  }

  async execute(ctx: HttpContext) {
    const { i18n, request, staff, tenant } = ctx
    const file = request.file('file')
    if (!file?.tmpPath) return this.#refuse(ctx, i18n.t('resident-registry.staff.towns.no_file'))
    try {
      const { in_use: inUse } = await request.validateUsing(townsInUseValidator)
      const read = await readTownFile(file.tmpPath, tenant.municipality)
      const named = { ...read, name: file.clientName.slice(0, 200) }
      return await this.#change(ctx, 'replaced', () => replaceTowns(named, inUse ?? null, staff!))
    } catch (error) {
      if (error instanceof E_CSV_UNREADABLE) {
        return this.#refuse(ctx, i18n.t('resident-registry.staff.towns.refused.other_file'))
      }
      if (!(error instanceof E_TOWN_FILE_REFUSED)) throw error
      return this.#refuse(ctx, i18n.t(`resident-registry.staff.towns.refused.${error.reason}`))
    }
  }

  async useShipped(ctx: HttpContext) {
    const { in_use: inUse } = await ctx.request.validateUsing(townsInUseValidator)
    return this.#change(ctx, 'shipped_again', async () => {
      if (!inUse) throw new E_TOWNS_MOVED_ON()
      await useShippedTowns(inUse)
    })
  }

  async #change(
    { i18n, response, session, tenant }: HttpContext,
    done: string,
    change: () => Promise<void>
  ) {
    try {
      await tenant.run(change)
      session.flash('success', i18n.t(`resident-registry.staff.towns.${done}`))
    } catch (error) {
      if (!(error instanceof E_TOWNS_MOVED_ON)) throw error
      session.flash('error', i18n.t('resident-registry.staff.moved_on'))
    }
    return response
      .redirect()
      .status(303)
      .toPath(`/${tenant.municipality.slug}/staff/residents/towns`)
  }

  #refuse(ctx: HttpContext, message: string) {
    ctx.response.status(422)
    return this.#page(ctx, [{ field: 'file', message }])
  }

  async #page({ tenant, view }: HttpContext, errors: { field: string; message: string }[] = []) {
    return view.render('resident-registry::pages/staff/towns', {
      ...{ errors, base: `/${tenant.municipality.slug}/staff/residents` },
      ...{ own: await tenant.run(findOwnTowns), shippedOn: SHIPPED.publishedOn },
    })
  }
}
