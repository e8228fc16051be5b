import db from '@adonisjs/lucid/services/db'
import { uuidsOf, type FindPerson } from '@madoguchi/module-kit'
import { tenancy } from '#app/tenancy/main'
import { formatTimestamp } from '#app/ui/main'

/** What was printed of somebody and when, for as long as the files are kept. */
const printsOfPerson: FindPerson = async (keys, { i18n }) => {
  const { rows } = await db.rawQuery(
    `SELECT j.kind, j.created_at AS "createdAt", r.held_back AS "heldBack", r.part
       FROM print_records r
       JOIN print_jobs j ON j.municipality_id = r.municipality_id AND j.id = r.job_id
      WHERE r.municipality_id = ? AND r.resident_id = ANY (?::uuid[])
      ORDER BY j.created_at`,
    [tenancy.current().municipalityId, uuidsOf(keys, 'resident')] as any[]
  )
  if (rows.length === 0) return { sections: [], keys: [] }
  const t = (key: string) => i18n.t(`printing.staff.${key}`)
  return {
    sections: [
      {
        title: t('privacy.section'),
        rows: rows.map(({ kind, createdAt, heldBack, part }: any) => ({
          label: formatTimestamp(createdAt),
          value: i18n.t(
            `printing.staff.privacy.${heldBack ? 'held_back' : part === null ? 'not_yet' : 'printed'}`,
            { kind: t(`kinds.${kind}`) }
          ),
        })),
      },
    ],
    keys: [],
  }
}

export default printsOfPerson
