import { keyRing } from '#app/exchange/main'
import type { ResidentSelection } from '#modules/resident-registry/api'
import type { HeldBack } from './held_back.js'
import type { Substitution } from './lettering.js'

/** Everything of a print that is about persons, each bound to its place. */
export const sealSelection = (jobId: string, selection: ResidentSelection) =>
  keyRing.seal(selection, `selection of print ${jobId}`)

export const openSelection = (jobId: string, sealed: string) =>
  keyRing.open<ResidentSelection>(sealed, `selection of print ${jobId}`)

export const sealWhy = (jobId: string, residentId: string, why: HeldBack) =>
  keyRing.seal(why, `print ${jobId} of ${residentId}`)

export const openWhy = (jobId: string, residentId: string, sealed: string) =>
  keyRing.open<HeldBack>(sealed, `print ${jobId} of ${residentId}`)

export const sealSecret = (jobId: string, residentId: string, secret: string) =>
  keyRing.seal(secret, `secret of ${residentId} in print ${jobId}`)

export const openSecret = (jobId: string, residentId: string, sealed: string) =>
  keyRing.open<string>(sealed, `secret of ${residentId} in print ${jobId}`)

export const sealSubstituted = (jobId: string, residentId: string, substituted: Substitution[]) =>
  keyRing.seal(substituted, `substitutes in print ${jobId} of ${residentId}`)

export const openSubstituted = (jobId: string, residentId: string, sealed: string) =>
  keyRing.open<Substitution[]>(sealed, `substitutes in print ${jobId} of ${residentId}`)

export const sealPart = (jobId: string, number: number, pdf: Buffer) =>
  keyRing.seal(pdf.toString('base64'), `part ${number} of print ${jobId}`)

export const openPart = (jobId: string, number: number, sealed: string) =>
  Buffer.from(keyRing.open<string>(sealed, `part ${number} of print ${jobId}`), 'base64')
