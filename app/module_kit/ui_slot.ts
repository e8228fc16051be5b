/** A named place on a page where other modules may show something. */
export interface UiSlot<Props> {
  /** `<module id>.<place>`, e.g. `reservation.detail`. */
  readonly id: string
  /** Never set: carries the type of what the page hands over. */
  readonly props?: Props
}

export interface SlotFilling {
  slot: UiSlot<unknown>
  /** The Edge view to render, e.g. `notices::slots/detail`; it receives the slot's props. */
  view: string
  /** The permission without which a staff member does not see it; left out, everybody who sees the page does. */
  permission?: string
  /** Loads what the view needs beyond the props; runs in the municipality's tenant scope. */
  data?: () => Promise<{ default: (props: any) => Promise<Record<string, unknown>> }>
}

/** Declares a slot in the module's `api.ts`; the manifest lists it under `slots`. */
export function uiSlot<Props>(id: string): UiSlot<Props> {
  return { id }
}

/** Fills a slot, in the manifest's `fillsSlots`. */
export function fillSlot<Props>(
  slot: UiSlot<Props>,
  filling: {
    view: string
    permission?: string
    data?: () => Promise<{ default: (props: Props) => Promise<Record<string, unknown>> }>
  }
): SlotFilling {
  return { slot, ...filling }
}
