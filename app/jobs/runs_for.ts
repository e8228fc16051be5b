import type { DeclaredJob } from '#app/module_system/main'
import type { Municipality } from '#app/tenancy/main'

/** Whether the clock runs a job for a municipality: its work rests with what is switched off, its duties do not. */
export function runsFor(
  { suspended, modules }: Pick<Municipality, 'suspended' | 'modules'>,
  { always, moduleId }: DeclaredJob
): boolean {
  if (always) return true
  return !suspended && (moduleId === 'core' || modules.has(moduleId))
}
