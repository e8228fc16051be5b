import type { ExtensionPoint } from '#app/module_kit/main'
import type { Municipality } from '#app/tenancy/main'
import { inForce } from './catalogue.js'

/** The answers of a municipality's enabled modules to an extension point, in the modules' order. */
export async function answersTo<Implementation>(
  point: ExtensionPoint<Implementation>,
  municipality: Municipality
): Promise<Implementation[]> {
  const fillings = inForce(municipality)
    .flatMap((manifest) => manifest.fills ?? [])
    .filter((filling) => filling.point.id === point.id)
  return Promise.all(
    fillings.map(async (filling) => (await filling.load()).default as Implementation)
  )
}
