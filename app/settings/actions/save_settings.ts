import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import type { SettingsGroup } from '#app/module_kit/main'
import { municipalities, tenancy } from '#app/tenancy/main'
import { E_SETTINGS_REFUSED } from '../errors.js'

/**
 * Stores what changed of a group's settings; old and new values are in the
 * audit log. In force everywhere within a second, here at once.
 *
 * @returns the keys that changed
 * @throws E_SETTINGS_REFUSED
 */
export async function saveSettings(
  group: SettingsGroup,
  values: Record<string, unknown>
): Promise<string[]> {
  const refusal = await (await group.check?.())?.default(values)
  if (refusal) throw new E_SETTINGS_REFUSED(refusal)
  const { municipalityId } = tenancy.current()
  await db.rawQuery("SELECT pg_advisory_xact_lock(hashtext('settings'), ?)", [municipalityId])
  const { rows } = await db.rawQuery('SELECT key, value FROM settings WHERE municipality_id = ?', [
    municipalityId,
  ])
  const settings = Object.fromEntries(rows.map((row: any) => [row.key, row.value]))
  const before: Record<string, unknown> = group.read({ settings })

  const changed = Object.keys(group.definitions).filter(
    (key) => JSON.stringify(values[key]) !== JSON.stringify(before[key])
  )
  for (const key of changed) {
    await db.rawQuery(
      `INSERT INTO settings (municipality_id, key, value) VALUES (?, ?, ?::jsonb)
       ON CONFLICT (municipality_id, key)
       DO UPDATE SET value = excluded.value, updated_at = now()`,
      [municipalityId, `${group.id}.${key}`, JSON.stringify(values[key])]
    )
  }
  if (changed.length > 0) {
    await audit.record({
      action: 'core.change_settings',
      subject: { type: 'settings', id: group.id },
      detail: {
        changes: Object.fromEntries(
          changed.map((key) => [key, { from: before[key], to: values[key] }])
        ),
      },
    })
    tenancy.afterCommit(async () => municipalities.forget())
  }
  return changed
}
