import type { HttpContext } from '@adonisjs/core/http'
import { E_PAGE_NOT_FOUND } from '#app/http/main'
import type { Subject } from '#app/module_kit/main'
import { archiveField, canBeArchived, restoreField } from '../actions/archive_field.js'
import { E_FIELD_LABEL_TAKEN, E_FIELDS_CHANGED } from '../errors.js'
import { fieldSetOf } from '../field_set_of.js'
import { findSubject } from '../find_subject.js'
import { versionedValidator } from '../validators/version_validator.js'
import { labelOf } from '../words.js'

/** 廃止 and 元に戻す: a field is taken out of every form, and brought back; its values stay. */
export default class ArchiveController {
  async confirm(ctx: HttpContext) {
    return this.#page(ctx)
  }

  async archive(ctx: HttpContext) {
    return this.#execute(ctx, archiveField, 'fields.archived')
  }

  async restore(ctx: HttpContext) {
    return this.#execute(ctx, restoreField, 'fields.restored')
  }

  async #execute(ctx: HttpContext, action: typeof archiveField, said: string) {
    const { i18n, request, response, session, tenant } = ctx
    const { subject, definition } = await this.#find(ctx)
    const { version } = await request.validateUsing(versionedValidator)
    try {
      await tenant.run(() => action(subject, { version, key: definition.key }))
    } catch (error) {
      if (error instanceof E_FIELDS_CHANGED)
        session.flash('error', i18n.t('fields.changed_meanwhile'))
      else if (error instanceof E_FIELD_LABEL_TAKEN)
        session.flash('error', i18n.t('fields.label_taken_restore'))
      else throw error
      return response.redirect().status(303).toPath(addressOf(tenant, subject))
    }
    session.flash('success', i18n.t(said, { name: labelOf(definition, i18n) }))
    return response.redirect().status(303).toPath(addressOf(tenant, subject))
  }

  async #page(ctx: HttpContext) {
    const { i18n, tenant, view } = ctx
    const { subject, set, definition } = await this.#find(ctx)
    if (!canBeArchived(definition) || definition.archived) throw new E_PAGE_NOT_FOUND()
    return view.render('pages/staff/fields/archive', {
      subject,
      version: set.version,
      name: labelOf(definition, i18n),
      action: `${addressOf(tenant, subject)}/${definition.key}/archive`,
      back: addressOf(tenant, subject),
      index: `/${tenant.municipality.slug}/staff/fields`,
    })
  }

  async #find({ params, tenant }: HttpContext) {
    const subject = findSubject(tenant.municipality, params.subject)
    const set = await fieldSetOf(subject, tenant.municipality)
    const definition = set.find(params.field)
    if (!definition) throw new E_PAGE_NOT_FOUND()
    return { subject, set, definition }
  }
}

const addressOf = (tenant: HttpContext['tenant'], subject: Subject) =>
  `/${tenant.municipality.slug}/staff/fields/${subject.id}`
