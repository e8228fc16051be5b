import type { HttpContext } from '@adonisjs/core/http'
import { audit } from '#app/audit/main'
import { E_PAGE_NOT_FOUND } from '#app/http/main'
import { enqueue } from '#app/jobs/main'
import { mendFile } from '../actions/mend_file.js'
import { AT_ONCE } from '../actions/read_files.js'
import { readExchangeFile } from '../exchange_file.js'
import { receivedFeedsOf } from '../feeds.js'
import { fileName } from '../file_name.js'
import { feedStates } from '../queries/feed_states.js'
import { findFile, leftOutOf } from '../queries/find_file.js'
import { linesToMend } from '../queries/lines_to_mend.js'

/** One file: what it is, how far it was read, what was left out, and the file itself once more. */
export default class ExchangeFileController {
  async render({ params, tenant, view }: HttpContext) {
    const { file, leftOut, mendable, states } = await tenant.run(async () => ({
      file: await findFile(params.exchange_file),
      leftOut: await leftOutOf(params.exchange_file),
      mendable: (await mendableLines(params.exchange_file, tenant)).length,
      states: await feedStates(tenant.municipality),
    }))
    const { content, ...facts } = file
    const rows = content && leftOut.length > 0 ? readExchangeFile(Buffer.from(content)).rows : []
    return view.render('pages/staff/exchange/file', {
      file: { ...facts, hasContent: content !== null },
      label: states.find(({ feed }) => feed === file.feed)?.label,
      canMend: content !== null && file.state === 'read' && mendable > 0,
      leftOut: leftOut.map((one) => ({ ...one, cells: rows[one.line - 1] ?? [] })),
      base: baseOf(tenant),
    })
  }

  /** Byte for byte as it was made, however often. */
  async download({ params, response, tenant }: HttpContext) {
    const file = await tenant.run(async () => {
      const found = await findFile(params.exchange_file)
      if (!found.content) throw new E_PAGE_NOT_FOUND()
      await audit.record({
        action: 'exchange.export_file',
        subject: { type: 'exchange_file', id: found.id },
        detail: { feed: found.feed, number: found.number },
      })
      return found
    })
    response.header('Cache-Control', 'no-store')
    response.header('Content-Type', 'text/csv; charset=utf-8')
    const name = fileName(tenant.municipality.code, file)
    response.header('Content-Disposition', `attachment; filename="${name}"`)
    return response.send(file.content)
  }

  /** Reads on where it broke off. */
  async readAgain({ i18n, params, response, session, tenant }: HttpContext) {
    await tenant.run(async () => {
      const file = await findFile(params.exchange_file)
      if (file.state !== 'reading') return
      await audit.record({
        action: 'exchange.read_again',
        subject: { type: 'exchange_file', id: file.id },
        detail: { feed: file.feed, number: file.number },
      })
      await enqueue('core.read_exchange_files')
    })
    session.flash('success', i18n.t('exchange.staff.read_again_done'))
    return response
      .redirect()
      .status(303)
      .toPath(`${baseOf(tenant)}/files/${params.exchange_file}`)
  }

  /** Reads lines again that were left out: a few at once, many in the background. */
  async mend({ i18n, params, response, session, tenant }: HttpContext) {
    const id = params.exchange_file
    const lines = await tenant.run(() => mendableLines(id, tenant))
    if (lines.length > AT_ONCE) {
      await tenant.run(() => enqueue('core.mend_exchange_file', { fileId: id }))
      session.flash('success', i18n.t('exchange.staff.mending'))
    } else {
      const { settled, left } = await mendFile(id, tenant.municipality, tenant.actor())
      session.flash(
        settled > 0 ? 'success' : 'warning',
        i18n.t('exchange.staff.mended', { settled, left })
      )
    }
    return response
      .redirect()
      .status(303)
      .toPath(`${baseOf(tenant)}/files/${id}`)
  }
}

/** Lines of a file that can be read again, up to one more than are read at once. */
async function mendableLines(id: string, { municipality }: HttpContext['tenant']) {
  const { feed } = await findFile(id)
  const found = receivedFeedsOf(municipality).find((one) => one.feed.name === feed)
  if (!found) return []
  const { default: reader } = await found.reader()
  return linesToMend(id, reader.mends.because, { limit: AT_ONCE + 1 })
}

const baseOf = (tenant: HttpContext['tenant']) => `/${tenant.municipality.slug}/staff/exchange`
