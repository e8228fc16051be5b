import { keyedHash } from '#app/exchange/main'

/** The booking token of the hold a closure offers to a party for the nth time: nobody is told it, it only makes the hold one. */
export const moveToken = (closureId: string, partyId: string, nth: number) =>
  keyedHash('closure move', `${closureId} ${partyId} ${nth}`).toString('base64url').slice(0, 22)
