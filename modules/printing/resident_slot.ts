import type { SlotData } from '@madoguchi/module-kit'
import type { PostalAddress } from '#modules/resident-registry/api'
import { codePointsOf, withCodePoints } from './code_points.js'
import { currentLettering, lettered } from './lettering.js'

/** What of a resident's name and address is printed as something else, or cannot be printed at all. */
const data: SlotData<{ address: PostalAddress | null }> = async ({ address }) => {
  if (!address) return { substituted: [], missing: [] }
  const lettering = await currentLettering()
  const { address: printed, substituted } = lettered(address, lettering)
  return {
    substituted: substituted.map(([character, substitute]) => ({
      ...{ character: withCodePoints(character), substitute },
    })),
    missing: lettering.glyphs
      .missingIn([printed.name, ...printed.parts].join(''))
      .map(codePointsOf),
  }
}

export default data
