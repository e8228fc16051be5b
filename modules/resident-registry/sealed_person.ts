import { keyRing, type KeyRing } from '#app/exchange/main'
import type { FieldValues } from '@madoguchi/module-kit'

/** What the encryption is bound to: a row's secret put into another row opens nothing. */
const purposeOf = (id: string) => `resident ${id}`

/** Everything about a person as one encrypted text, byte for byte. */
export const sealPerson = (id: string, values: FieldValues, ring: KeyRing = keyRing) =>
  ring.seal(values, purposeOf(id))

export const openPerson = (id: string, sealed: string, ring: KeyRing = keyRing) =>
  ring.open<FieldValues>(sealed, purposeOf(id))

export const sealReason = (id: string, reason: string, ring: KeyRing = keyRing) =>
  ring.seal(reason, `reason of ${purposeOf(id)}`)

export const openReason = (id: string, sealed: string, ring: KeyRing = keyRing) =>
  ring.open<string>(sealed, `reason of ${purposeOf(id)}`)
