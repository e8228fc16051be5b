import { createCanvas, loadImage } from '@napi-rs/canvas'
import jsQR from 'jsqr'

/** Pixels a side: as large as a reader sees it. */
const SIDE = 400

/** What a reader reads in the QR codes of a page, in their order. */
export async function readQrCodes(html: string): Promise<(string | undefined)[]> {
  const drawn = [...html.matchAll(/<figure class="qr-code">\s*(<svg[\s\S]*?<\/svg>)/g)]
  return Promise.all(
    drawn.map(async ([, svg]) => {
      const context = createCanvas(SIDE, SIDE).getContext('2d')
      context.fillStyle = 'white'
      context.fillRect(0, 0, SIDE, SIDE)
      context.drawImage(await loadImage(Buffer.from(svg)), 0, 0, SIDE, SIDE)
      return jsQR.default(context.getImageData(0, 0, SIDE, SIDE).data, SIDE, SIDE)?.data
    })
  )
}
