import { relative } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { APP_ROOT } from '#database/embedded/installation'
import { keyRing } from '#app/exchange/main'
import type { DocumentOrder } from './typesetter.js'

const ROOT = pathToFileURL(`${APP_ROOT}/`)

/** An order for another process, which may have the application in another folder. */
type SealedOrder = Omit<DocumentOrder, 'template' | 'imports'> & {
  template: string
  imports: Record<string, string>
}

const placeOf = (file: URL) => relative(APP_ROOT, fileURLToPath(file))
const fileAt = (place: string) => new URL(place, ROOT)

const eachOf = <From, To>(files: Record<string, From>, change: (file: From) => To) =>
  Object.fromEntries(Object.entries(files).map(([name, file]) => [name, change(file)]))

export function sealOrder(id: string, { template, imports = {}, ...order }: DocumentOrder) {
  const sealed: SealedOrder = {
    ...order,
    template: placeOf(template),
    imports: eachOf(imports, placeOf),
  }
  return keyRing.seal(sealed, `order of document ${id}`)
}

export function openOrder(id: string, sealed: string): DocumentOrder {
  const order = keyRing.open<SealedOrder>(sealed, `order of document ${id}`)
  return { ...order, template: fileAt(order.template), imports: eachOf(order.imports, fileAt) }
}

export const sealPdf = (id: string, pdf: Buffer) =>
  keyRing.seal(pdf.toString('base64'), `document ${id}`)

export const openPdf = (id: string, sealed: string) =>
  Buffer.from(keyRing.open<string>(sealed, `document ${id}`), 'base64')
