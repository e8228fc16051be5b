import { declaredFieldTypes } from '#app/module_system/main'
import type { FieldType, FieldTypeId } from '#app/module_kit/main'

const loaded = new Map<FieldTypeId, FieldType>()

/** The types of a set of definitions, loaded once; one whose module is gone is missing. */
export async function typesOf(ids: Iterable<FieldTypeId>): Promise<Map<FieldTypeId, FieldType>> {
  const wanted = new Set(ids)
  for (const { id, load } of declaredFieldTypes()) {
    if (wanted.has(id) && !loaded.has(id)) loaded.set(id, (await load()).default)
  }
  return loaded
}
