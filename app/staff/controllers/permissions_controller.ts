import type { HttpContext } from '@adonisjs/core/http'
import { ROLE_IDS, type RoleId } from '#app/module_kit/main'
import { savePermissions, type Grant } from '../actions/save_permissions.js'
import { E_STAFF_CHANGE_REFUSED } from '../errors.js'
import { permissionMatrix } from '../queries/permission_matrix.js'
import { permissionsValidator } from '../validators/permissions_validator.js'

/** 権限表: what each role may do in this municipality (R46). */
export default class PermissionsController {
  async render(ctx: HttpContext) {
    return this.#page(ctx, [])
  }

  async execute(ctx: HttpContext) {
    const [invalid, input] = await ctx.request.tryValidateUsing(permissionsValidator)
    if (invalid) {
      ctx.response.status(422)
      return this.#page(ctx, invalid.messages)
    }
    return this.#save(ctx, (input.allowed ?? []).map(grant), 'staff.permissions.saved')
  }

  async reset(ctx: HttpContext) {
    return this.#save(ctx, 'defaults', 'staff.permissions.was_reset')
  }

  async #save(ctx: HttpContext, allowed: Grant[] | 'defaults', said: string) {
    const { i18n, response, session, staff, tenant } = ctx
    try {
      const n = await tenant.run(() => savePermissions(tenant.municipality, allowed, staff!))
      session.flash('success', i18n.t(n > 0 ? said : 'staff.permissions.unchanged', { n }))
    } catch (error) {
      if (!(error instanceof E_STAFF_CHANGE_REFUSED)) throw error
      response.status(422)
      return this.#page(ctx, [{ message: i18n.t(error.message) }])
    }
    return response
      .redirect()
      .status(303)
      .toPath(`/${tenant.municipality.slug}/staff/members/permissions`)
  }

  async #page({ tenant, view }: HttpContext, errors: unknown) {
    const groups = await tenant.run(() => permissionMatrix(tenant.municipality))
    return view.render('pages/staff/members/permissions', {
      groups,
      errors,
      tab: 'permissions',
      roles: ROLE_IDS,
      ownCells: groups
        .flatMap(({ rows }) => rows.flatMap(({ cells }) => cells))
        .filter(({ allowed, byDefault }) => allowed !== byDefault).length,
      base: `/${tenant.municipality.slug}/staff/members`,
    })
  }
}

function grant(value: string): Grant {
  const [role, permission = ''] = value.split(' ')
  return { role: role as RoleId, permission }
}
