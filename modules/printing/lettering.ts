import { documents, type GlyphCheck } from '#app/documents/main'
import { municipalities, tenancy, type Municipality } from '#app/tenancy/main'
import type { PostalAddress } from '#modules/resident-registry/api'
import { listSubstitutes } from './queries/list_substitutes.js'

/** What prints are lettered with: fonts, a municipality's own among them, and what it chose for the characters they lack. */
export interface Lettering {
  /** Whose; nobody's for samples. */
  municipality?: Municipality
  glyphs: GlyphCheck
  /** By the character no font had. */
  substitutes: ReadonlyMap<string, string>
}

/** A character somebody chose in place of another. */
export type Substitution = [character: string, substitute: string]

/** That of the scope's municipality, as it is at the moment. */
export async function currentLettering(): Promise<Lettering> {
  const municipality = await municipalities.byId(tenancy.current().municipalityId)
  return {
    municipality,
    glyphs: await documents.glyphs(municipality),
    substitutes: new Map(
      (await listSubstitutes()).map(({ character, substitute }) => [character, substitute])
    ),
  }
}

export const sampleLettering = async (): Promise<Lettering> => ({
  glyphs: await documents.glyphs(),
  substitutes: new Map(),
})

/**
 * An address with what was chosen in place of characters no font has. One a
 * font has by now is printed as it is; one nobody chose anything for stays,
 * and whoever makes something of the address holds it back.
 */
export function lettered(
  address: PostalAddress,
  { glyphs, substitutes }: Lettering
): { address: PostalAddress; substituted: Substitution[] } {
  const { name, parts } = address
  const { data, missing } = glyphs.replaceMissing(
    { name, parts },
    (character) => substitutes.get(character) ?? character
  )
  const substituted = missing.flatMap((character): Substitution[] => {
    const substitute = substitutes.get(character)
    return substitute === undefined ? [] : [[character, substitute]]
  })
  return { address: { ...address, ...data }, substituted }
}
