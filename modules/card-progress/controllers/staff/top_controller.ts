import type { HttpContext } from '@adonisjs/core/http'
import { countFollowUps } from '../../queries/follow_ups.js'

/** PG1: 進捗管理, 利用者管理 where a module has it, 操作者管理, システム管理 (R103). */
export default class TopController {
  async handle({ staff, tenant, view }: HttpContext) {
    const due = staff!.can('card-progress.follow_up')
      ? await tenant.run(() => countFollowUps(staff!.counterIds))
      : null
    return view.render('card-progress::pages/staff/top', {
      due,
      home: `/${tenant.municipality.slug}/staff`,
      base: `/${tenant.municipality.slug}/staff/progress`,
    })
  }
}
