import { documents, type GlyphCheck } from '#app/documents/main'
import { municipalities, tenancy, type Municipality } from '#app/tenancy/main'

/** What prints are lettered with: the fonts of every document, and a municipality's own. */
export interface Lettering {
  /** Whose; nobody's for samples. */
  municipality?: Municipality
  glyphs: GlyphCheck
}

/** That of the scope's municipality, as it is at the moment. */
export async function currentLettering(): Promise<Lettering> {
  const municipality = await municipalities.byId(tenancy.current().municipalityId)
  return { municipality, glyphs: await documents.glyphs(municipality) }
}

export const sampleLettering = async (): Promise<Lettering> => ({
  glyphs: await documents.glyphs(),
})
