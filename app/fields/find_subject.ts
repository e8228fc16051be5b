import { E_PAGE_NOT_FOUND } from '#app/http/main'
import { subjectsOf } from '#app/module_system/main'
import type { Subject } from '#app/module_kit/main'
import type { Municipality } from '#app/tenancy/main'

/** @throws E_PAGE_NOT_FOUND for a subject that is not in force here */
export function findSubject(municipality: Municipality, id: string): Subject {
  const subject = subjectsOf(municipality).find((candidate) => candidate.id === id)
  if (!subject) throw new E_PAGE_NOT_FOUND()
  return subject
}
