import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import { municipalities, tenancy } from '#app/tenancy/main'

/**
 * Stores a municipality's own words for texts of one language; an empty one
 * goes back to the product's. Old and new are in the audit log. In force
 * everywhere within a second, here at once.
 *
 * @param texts by translation key
 * @returns the keys that changed
 */
export async function saveWordings(
  groupId: string,
  locale: string,
  texts: Record<string, string>
): Promise<string[]> {
  const { municipalityId } = tenancy.current()
  await db.rawQuery("SELECT pg_advisory_xact_lock(hashtext('wordings'), ?)", [municipalityId])
  const { rows } = await db.rawQuery(
    'SELECT key, text FROM wordings WHERE municipality_id = ? AND locale = ? AND key = ANY (?)',
    [municipalityId, locale, Object.keys(texts)] as any[]
  )
  const before = new Map<string, string>(rows.map((row: any) => [row.key, row.text]))
  const changed = Object.keys(texts).filter((key) => texts[key] !== (before.get(key) ?? ''))
  for (const key of changed) {
    await db.rawQuery(
      texts[key] === ''
        ? 'DELETE FROM wordings WHERE municipality_id = :municipality AND locale = :locale AND key = :key'
        : `INSERT INTO wordings (municipality_id, locale, key, text)
           VALUES (:municipality, :locale, :key, :text)
           ON CONFLICT (municipality_id, locale, key)
           DO UPDATE SET text = excluded.text, updated_at = now()`,
      { municipality: municipalityId, locale, key, text: texts[key] }
    )
  }
  if (changed.length > 0) {
    await audit.record({
      action: 'core.change_wording',
      subject: { type: 'wording', id: `${groupId} ${locale}` },
      detail: {
        changes: Object.fromEntries(
          changed.map((key) => [key, { from: before.get(key) ?? '', to: texts[key] }])
        ),
      },
    })
    tenancy.afterCommit(async () => municipalities.forget())
  }
  return changed
}
