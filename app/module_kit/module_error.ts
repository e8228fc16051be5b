/**
 * A module that cannot be mounted. The message is a sentence for the person
 * who installs it: which module, what is wrong, what to do.
 */
export class ModuleError extends Error {
  override name = 'ModuleError'
}
