import QRCode from 'qrcode'

/** Blank modules around a code, which a reader needs to find it (ISO/IEC 18004). */
const QUIET = 4

/**
 * A QR code as an SVG draws it: `path` within `viewBox`, one unit a module.
 *
 * @param text what a reader reads
 */
export function qrCode(text: string): { viewBox: string; path: string } {
  const { size, data } = QRCode.create(text, { errorCorrectionLevel: 'M' }).modules
  const dark = [...data.keys()].filter((i) => data[i])
  const side = size + 2 * QUIET
  return {
    viewBox: `${-QUIET} ${-QUIET} ${side} ${side}`,
    path: dark.map((i) => `M${i % size} ${Math.floor(i / size)}h1v1h-1z`).join(''),
  }
}
