/** 手続種別: what a visit is for, and how long it keeps a desk busy. */
export interface ProcedureType {
  id: string
  code: string
  /** By language; Japanese is always there. */
  names: Record<string, string>
  durationMinutes: number
  displayOrder: number
  /** Whether residents may choose it. */
  public: boolean
  /** Whether they come to receive a card: then where it lies binds the visit, and it follows the visit. */
  collectsCard: boolean
  /** Kept for the reservations of it, offered to nobody any more. */
  archived: boolean
  /** What counters say of it, by their id; a counter that says nothing offers it without a quota. */
  counters: Record<string, CounterOffer>
}

export interface CounterOffer {
  offered: boolean
  /** Most desks of a slot it may take; null for all of them. */
  quota: number | null
}

/** Whether a counter offers it, and how much of a slot. */
export const offerAt = (type: ProcedureType, counterId: string): CounterOffer =>
  type.counters[counterId] ?? { offered: true, quota: null }

/** The type an address names by its code; the only one where there is no choice. */
export const chosenType = (types: ProcedureType[], code: unknown) =>
  types.length === 1 ? types[0] : types.find((type) => type.code === code)
