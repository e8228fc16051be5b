/**
 * Something about the machine or its configuration keeps the platform from
 * starting. The message is a sentence for the person at the terminal: what is
 * wrong and what to do. It is printed as it is, without a stack trace.
 */
export class SetupError extends Error {
  override name = 'SetupError'
}
