/** 仮押さえ → 予約 → 来庁 | 不来庁 | 取消; a hold not confirmed in time lapses. */
export type ReservationState = 'held' | 'reserved' | 'arrived' | 'no_show' | 'cancelled' | 'lapsed'

/** States in which a reservation occupies a seat. */
export const SEATED: ReservationState[] = ['held', 'reserved', 'arrived', 'no_show']

/** States of what was confirmed once: holds are nobody's to see. */
export const CONFIRMED = ['reserved', 'arrived', 'no_show', 'cancelled'] as const
