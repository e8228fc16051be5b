import { join } from 'node:path'
import env from '#start/env'

/** Where one municipality's files lie, by what becomes of them. */
export interface ExchangeFolder {
  in: string
  out: string
  done: string
  refused: string
}

/** The folder of all municipalities; nothing where files are carried by hand. */
export const exchangeFolder = () => env.get('EXCHANGE_FOLDER') || undefined

export const folderOf = (root: string, { code }: { code: string }): ExchangeFolder => ({
  in: join(root, code, 'in'),
  out: join(root, code, 'out'),
  done: join(root, code, 'done'),
  refused: join(root, code, 'refused'),
})
