import type { ExtensionPoint, ModuleManifest } from '#app/module_kit/main'
import type { Municipality } from '#app/tenancy/main'
import { declaredManifests, inForce } from './catalogue.js'

/** The answers of a municipality's enabled modules to an extension point, in the modules' order. */
export function answersTo<Implementation>(
  point: ExtensionPoint<Implementation>,
  municipality: Municipality
): Promise<Implementation[]> {
  return answersOf(inForce(municipality), point)
}

/** What every installed module answers to a point, on or off. */
export const answersOfInstalled = <Implementation>(point: ExtensionPoint<Implementation>) =>
  answersOf(declaredManifests(), point)

function answersOf<Implementation>(
  manifests: Partial<ModuleManifest>[],
  point: ExtensionPoint<Implementation>
): Promise<Implementation[]> {
  const fillings = manifests
    .flatMap((manifest) => manifest.fills ?? [])
    .filter((filling) => filling.point.id === point.id)
  return Promise.all(
    fillings.map(async (filling) => (await filling.load()).default as Implementation)
  )
}
