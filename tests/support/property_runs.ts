/**
 * How much longer property tests may look than a usual run has time for; from
 * twice on they look elsewhere each time, and what fails prints its seed.
 */
export const propertyTimes = Math.max(1, Number(process.env.MADOGUCHI_PROPERTY_TIMES) || 1)

/** Options of `fc.assert`: a usual run looks at the same cases as the one before. */
export const propertyRuns = (usual: number, seed: number) =>
  propertyTimes === 1 ? { numRuns: usual, seed } : { numRuns: usual * propertyTimes }
