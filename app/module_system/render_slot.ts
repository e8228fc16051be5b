import type { Edge } from 'edge.js'
import logger from '@adonisjs/core/services/logger'
import type { SlotViewer, UiSlot } from '#app/module_kit/main'
import { SYSTEM_ACTOR, tenancy, type Actor, type Municipality } from '#app/tenancy/main'
import { inForce } from './catalogue.js'

/**
 * What the municipality's enabled modules show in a slot, as HTML; empty when
 * none does. A filling that fails is logged and left out: the page belongs to
 * somebody else and must not go down with it.
 *
 * @param shared what the page's own views share: words, formatters, the staff member
 */
export async function renderSlot<Props extends Record<string, unknown>>(
  edge: Edge,
  slotId: UiSlot<Props>['id'],
  municipality: Municipality,
  props: Props,
  shared: Record<string, unknown> & { staff?: SlotViewer } = {}
): Promise<string> {
  const fillings = inForce(municipality)
    .flatMap((manifest) => manifest.fillsSlots ?? [])
    .filter((filling) => filling.slot.id === slotId)
    .filter(({ permission }) => !permission || shared.staff?.can(permission))
  /** What a filling shows was seen by whoever sees the page, and is logged as theirs. */
  const { staff } = shared
  const actor: Actor = staff
    ? { kind: 'staff', staffId: staff.id, staffLogin: staff.loginId }
    : SYSTEM_ACTOR
  const parts = []
  for (const { view, data } of fillings) {
    try {
      const load = data && (await data()).default
      const more = load
        ? await tenancy.run(municipality, () => load(props, shared.staff), actor)
        : {}
      parts.push(await edge.render(view, { ...shared, municipality, ...props, ...more }))
    } catch (error) {
      logger.error({ err: error, slot: slotId, view }, 'a slot could not be filled')
    }
  }
  return parts.join('\n')
}
