import type { Edge } from 'edge.js'
import type { UiSlot } from '#app/module_kit/main'
import { tenancy, type Municipality } from '#app/tenancy/main'
import { inForce } from './catalogue.js'

/** What the municipality's enabled modules show in a slot, as HTML; empty when none does. */
export async function renderSlot<Props extends Record<string, unknown>>(
  edge: Edge,
  slotId: UiSlot<Props>['id'],
  municipality: Municipality,
  props: Props,
  shared: Record<string, unknown> = {}
): Promise<string> {
  const fillings = inForce(municipality)
    .flatMap((manifest) => manifest.fillsSlots ?? [])
    .filter((filling) => filling.slot.id === slotId)
  const parts = []
  for (const { view, data } of fillings) {
    const load = data && (await data()).default
    const more = load ? await tenancy.run(municipality, () => load(props)) : {}
    parts.push(await edge.render(view, { ...shared, municipality, ...props, ...more }))
  }
  return parts.join('\n')
}
