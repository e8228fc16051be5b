import type { HttpContext } from '@adonisjs/core/http'

type Session = HttpContext['session']

const keyOf = (subject: string, field: string) =>
  `field_draft ${subject} ${field}`.replaceAll('.', '/')

/**
 * The form of a field between its pages: filled in, looked at on both sides,
 * saved. It stays with the person's session, a draft per field.
 */
export const fieldDraft = {
  keep: (session: Session, subject: string, field: string, body: Record<string, unknown>) =>
    session.put(keyOf(subject, field), body),
  read: (session: Session, subject: string, field: string): Record<string, any> | undefined =>
    session.get(keyOf(subject, field)),
  forget: (session: Session, subject: string, field: string) =>
    session.forget(keyOf(subject, field)),
}
