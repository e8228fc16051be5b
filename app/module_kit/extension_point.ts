/** A typed question a module asks of whichever modules care to answer. */
export interface ExtensionPoint<Implementation> {
  /** `<module id>.<question>`, e.g. `reservation.bookable_window`. */
  readonly id: string
  /** Never set: carries the implementation's type. */
  readonly implementation?: Implementation
}

export interface ExtensionFilling {
  point: ExtensionPoint<unknown>
  load: () => Promise<{ default: unknown }>
}

/** Declares an extension point in the asking module's `api.ts`; the manifest lists it under `provides`. */
export function extensionPoint<Implementation>(id: string): ExtensionPoint<Implementation> {
  return { id }
}

/** Answers another module's extension point, in the manifest's `fills`. */
export function fill<Implementation>(
  point: ExtensionPoint<Implementation>,
  load: () => Promise<{ default: Implementation }>
): ExtensionFilling {
  return { point, load }
}
