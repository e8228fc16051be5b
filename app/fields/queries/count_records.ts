import type { Subject } from '#app/module_kit/main'

/** How many records a change concerns, as the subject's owner counts them. */
export async function countRecords(
  { countRecords: load }: Subject,
  question: { key?: string; choice?: string } = {}
): Promise<number> {
  return load ? (await load()).default(question) : 0
}
