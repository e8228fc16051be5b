import db from '@adonisjs/lucid/services/db'
import { idsOf, type PersonEraser, type PersonKey } from '@madoguchi/module-kit'
import { tenancy } from '#app/tenancy/main'
import { endReasons, endReasonsOfMany } from './end_reasons.js'

/** Forgets what was written about somebody's cards. What happened to a card stays: it proves where it went. */
const personEraser: PersonEraser = {
  async preview(keys, { i18n }) {
    const cards = await cardsOf(keys)
    if (cards.length === 0) return { goes: [], stays: [], hindrances: [] }
    const n = (await writtenAbout(cards)).length
    const say = (what: string) =>
      i18n.t(`card-progress.staff.privacy.erase.${what}`, { n, cards: cards.length })
    return { goes: n > 0 ? [say('reasons')] : [], stays: [say('stays')], hindrances: [] }
  },

  async erase(keys) {
    const cards = await cardsOf(keys)
    const { rows: actions } = await db.rawQuery(
      `SELECT DISTINCT action_id AS id FROM bulk_lines
        WHERE municipality_id = ? AND case_id = ANY (?::uuid[])`,
      [tenancy.current().municipalityId, cards] as any[]
    )
    const many = await endReasonsOfMany(actions.map(({ id }: { id: string }) => id))
    return many + (await endReasons(await writtenAbout(cards)))
  },
}

async function cardsOf(keys: PersonKey[]): Promise<string[]> {
  const { rows } = await db.rawQuery(
    'SELECT id FROM card_cases WHERE municipality_id = ? AND link_code = ANY (?::text[])',
    [tenancy.current().municipalityId, idsOf(keys, 'link_code')] as any[]
  )
  return rows.map(({ id }: { id: string }) => id)
}

/** The events of cards for which somebody wrote why. */
async function writtenAbout(cards: string[]): Promise<{ caseId: string; seq: number }[]> {
  const { rows } = await db.rawQuery(
    `SELECT case_id AS "caseId", seq FROM written_reasons
      WHERE municipality_id = ? AND case_id = ANY (?::uuid[])`,
    [tenancy.current().municipalityId, cards] as any[]
  )
  return rows
}

export default personEraser
