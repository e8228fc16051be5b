import encryption from '@adonisjs/core/services/encryption'

/** 待っています → 席をお取りしています → 予約 | 時間切れ; or 取り下げ, or the day has passed. */
export type EntryStanding = 'waiting' | 'offered' | 'taken' | 'missed' | 'withdrawn' | 'closed'

const PURPOSE = 'waitlist address'

/** A mail address as the line keeps it until there is something to write. */
export const sealAddress = (address: string) => encryption.encrypt(address, { purpose: PURPOSE })
export const openAddress = (sealed: string) => encryption.decrypt<string>(sealed, PURPOSE)
