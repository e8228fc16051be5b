import { extensionPoint } from '@madoguchi/module-kit'

/**
 * Whether whoever has this 利用者ID may book, in the transaction that makes
 * the booking; asked of modules that know more about people than accounts do.
 * One no is enough.
 */
export type MayBook = (userId: string) => Promise<boolean>

export const mayBook = extensionPoint<MayBook>('accounts.may_book')
