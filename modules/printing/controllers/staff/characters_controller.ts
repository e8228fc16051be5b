import { readFile } from 'node:fs/promises'
import type { HttpContext } from '@adonisjs/core/http'
import { audit } from '#app/audit/main'
import { addOwnFont, documents, isFontName, listOwnFonts, removeOwnFont } from '#app/documents/main'
import { E_PAGE_NOT_FOUND } from '#app/http/main'
import { chooseSubstitute, removeSubstitute } from '../../actions/change_substitutes.js'
import { codePointsOf } from '../../code_points.js'
import { listSubstitutes } from '../../queries/list_substitutes.js'
import { charactersWaitedFor } from '../../queries/list_waiting.js'
import {
  characterValidator,
  fontValidator,
  substituteValidator,
} from '../../validators/character_validators.js'
import type { Wrong } from './selected_residents.js'

/** 文字とフォント: what no font can print and for how many people, what is printed instead, and fonts of one's own. */
export default class CharactersController {
  async render(ctx: HttpContext) {
    return this.#page(ctx, {}, [])
  }

  async choose(ctx: HttpContext) {
    const { i18n, request, staff, tenant } = ctx
    const [invalid, input] = await request.tryValidateUsing(substituteValidator)
    if (invalid) return this.#refuse(ctx, invalid.messages)
    const glyphs = await documents.glyphs(tenant.municipality)
    const wrong = (key: string, data = {}) =>
      this.#refuse(ctx, [
        { field: 'substitute', message: i18n.t(`printing.staff.characters.${key}`, data) },
      ])
    if (glyphs.missingIn(input.character).length === 0) return wrong('printable_by_now')
    const missing = glyphs.missingIn(input.substitute)
    if (missing.length > 0) {
      return wrong('substitute_unprintable', { characters: missing.map(codePointsOf).join('、') })
    }
    await tenant.run(() =>
      chooseSubstitute(input.character, input.substitute, { staffId: staff!.id })
    )
    return this.#back(ctx, 'chosen')
  }

  async remove(ctx: HttpContext) {
    const { character } = await ctx.request.validateUsing(characterValidator)
    if (!(await ctx.tenant.run(() => removeSubstitute(character)))) throw new E_PAGE_NOT_FOUND()
    return this.#back(ctx, 'removed')
  }

  async addFont(ctx: HttpContext) {
    const { i18n, request, tenant } = ctx
    const file = request.file('font')
    const wrong = (key: string) =>
      this.#refuse(ctx, [{ field: 'font', message: i18n.t(`printing.staff.characters.${key}`) }])
    if (!file?.tmpPath) return wrong('no_font')
    const name = file.clientName
    if (!isFontName(name)) return wrong('font_name')
    const content = await readFile(file.tmpPath)
    const trouble = await addOwnFont(tenant.municipality, { name, content })
    if (trouble) return wrong(`troubles.${trouble}`)
    await tenant.run(() => audit.record({ action: 'printing.add_font', detail: { name } }))
    return this.#back(ctx, 'font_added')
  }

  async removeFont(ctx: HttpContext) {
    const { request, tenant } = ctx
    const { name } = await request.validateUsing(fontValidator)
    if (!isFontName(name) || !(await removeOwnFont(tenant.municipality, name))) {
      throw new E_PAGE_NOT_FOUND()
    }
    await tenant.run(() => audit.record({ action: 'printing.remove_font', detail: { name } }))
    return this.#back(ctx, 'font_removed')
  }

  async #refuse(ctx: HttpContext, errors: Wrong[]) {
    ctx.response.status(422)
    return this.#page(ctx, ctx.request.only(['character', 'substitute']), errors)
  }

  #back({ i18n, response, session, tenant }: HttpContext, done: string) {
    session.flash('success', i18n.t(`printing.staff.characters.${done}`))
    return response
      .redirect()
      .status(303)
      .toPath(`/${tenant.municipality.slug}/staff/printing/characters`)
  }

  async #page(
    { response, tenant, view }: HttpContext,
    values: Record<string, unknown>,
    errors: Wrong[]
  ) {
    const glyphs = await documents.glyphs(tenant.municipality)
    const { waiting, substitutes } = await tenant.run(async () => ({
      waiting: await charactersWaitedFor(),
      substitutes: await listSubstitutes(),
    }))
    const chosen = new Set(substitutes.map(({ character }) => character))
    const described = <Shown extends { character: string }>(one: Shown) => ({
      ...one,
      codePoints: codePointsOf(one.character),
      printable: glyphs.missingIn(one.character).length === 0,
      chosen: chosen.has(one.character),
    })
    response.header('Cache-Control', 'no-store')
    return view.render('printing::pages/staff/characters', {
      ...{ values, errors, base: `/${tenant.municipality.slug}/staff/printing` },
      waiting: waiting.map(described),
      substitutes: substitutes.map(described),
      fonts: await listOwnFonts(tenant.municipality),
    })
  }
}
