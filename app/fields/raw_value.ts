import type { FieldDefinition, FieldType } from '#app/module_kit/main'

/** Blanks are as good as nothing in any field, names included. */
const isFilled = (value: unknown): value is string =>
  typeof value === 'string' && !/^[ \t\r\n\u3000]*$/.test(value)

/**
 * What a form sent of one field, its boxes joined; nothing when every box is
 * empty or the field has no such boxes.
 */
export function rawValue(sent: unknown, definition: FieldDefinition, type: FieldType): unknown {
  if (Array.isArray(sent)) {
    const chosen = sent.filter(isFilled)
    return chosen.length > 0 ? chosen : undefined
  }
  if (typeof sent === 'object' && sent !== null) {
    const filled = Object.entries(sent).filter(([, part]) => isFilled(part))
    return type.join && filled.length > 0
      ? type.join(Object.fromEntries(filled) as Record<string, string>, definition)
      : undefined
  }
  return typeof sent === 'string' && !isFilled(sent) ? undefined : (sent ?? undefined)
}
