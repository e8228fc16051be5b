import { installedModules } from '#app/module_system/main'

/** 利用者制限 (R60, R61), where there are 利用者ID at all. */
const WHO_MAY_BOOK = ['registered', 'unregistered', 'everybody'] as const

export interface Combination {
  /** In the order in which they are switched on. */
  modules: string[]
  who: (typeof WHO_MAY_BOOK)[number]
}

/** Every set of the installed modules a municipality can have on, with every 利用者制限 that makes a difference there. */
export function combinations(): Combination[] {
  const sets = installedModules().reduce<string[][]>(
    (before, { id, requires = [] }) => [
      ...before,
      ...before
        .filter((modules) => requires.every((needed) => modules.includes(needed)))
        .map((modules) => [...modules, id]),
    ],
    [[]]
  )
  return sets.flatMap((modules) =>
    modules.includes('accounts')
      ? WHO_MAY_BOOK.map((who) => ({ modules, who }))
      : [{ modules, who: 'unregistered' as const }]
  )
}

export const nameOf = ({ modules, who }: Combination) =>
  `${modules.join(' + ') || 'nothing'}${modules.includes('accounts') ? `, ${who}` : ''}`
