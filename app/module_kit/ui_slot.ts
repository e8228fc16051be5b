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
  data?: () => Promise<{ default: SlotData<any> }>
}

/** Who looks at the page, where it is a member of staff. */
export interface SlotViewer {
  id?: string
  loginId?: string
  can(permission: string): boolean
}

export type SlotData<Props> = (
  props: Props,
  viewer?: SlotViewer
) => Promise<Record<string, unknown>>

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
    data?: () => Promise<{ default: SlotData<Props> }>
  }
): SlotFilling {
  return { slot, ...filling }
}

/**
 * Whom a link code stands for, wherever a page of staff knows no more than the
 * code. The core's own slot, so that a page needs no module that keeps
 * residents: where none is on, the code is all there is to see.
 *
 * @example
 * {{{ await uiSlot('core.person_of_link_code', municipality, { linkCode }, $context) }}}
 */
export const personOfLinkCode = uiSlot<{ linkCode: string }>('core.person_of_link_code')
