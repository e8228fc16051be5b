import type { FieldValues } from '@madoguchi/module-kit'

/** 利用中, 利用停止, 登録抹消. */
export const RESIDENT_STATES = ['active', 'suspended', 'deregistered'] as const
export type ResidentState = (typeof RESIDENT_STATES)[number]

/** A resident as stored, decrypted. */
export interface Resident {
  id: string
  /** 住民ID as it is written. */
  number: string
  /** The same as it is compared and sorted. */
  numberKey: string
  state: ResidentState
  values: FieldValues
  /** The key that sealed it. */
  keyId: number
  version: number
  /** Where the index of grams finds them (places.ts); nothing for whom it does not. */
  place: number | null
}

/** The longest 住民ID there may be. */
export const LONGEST_NUMBER = 40

/** 住民ID as it is compared: width, case, blanks and hyphens make no difference. */
export function numberKey(number: string): string {
  return number
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-‐‑–—―−ー]/g, '')
}
