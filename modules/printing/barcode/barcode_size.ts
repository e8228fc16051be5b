/** Sizes the manual allows, in its points: everything grows with them. */
export const LEAST_POINTS = 8
export const MOST_POINTS = 11.5
export const USUAL_POINTS = [8, 9, 10, 11.5]

/** Millimetres around it in which nothing may be printed. */
export const QUIET_ZONE = 2

const BARS = 67

export interface BarcodeSize {
  /** Millimetres. */
  pitch: number
  bar: number
  long: number
  timing: number
  width: number
}

/** The manual's page 12: at 10 points long bars of 3.6 mm, timing bars of 1.2 mm, one every 1.2 mm, 0.6 mm thick. */
export function barcodeSize(points: number): BarcodeSize {
  if (!(points >= LEAST_POINTS && points <= MOST_POINTS)) {
    throw new RangeError(`A barcode has ${LEAST_POINTS} to ${MOST_POINTS} points, not ${points}.`)
  }
  const [pitch, bar] = [0.12 * points, 0.06 * points]
  return {
    ...{ pitch, bar, long: 0.36 * points, timing: 0.12 * points },
    width: (BARS - 1) * pitch + bar,
  }
}

/** The largest of the usual sizes that leaves its quiet zones within a width; none when not even the smallest does. */
export const largestPointsWithin = (millimetres: number): number | undefined =>
  USUAL_POINTS.findLast((points) => barcodeSize(points).width + 2 * QUIET_ZONE <= millimetres)
