import iconv from 'iconv-lite'
import db from '@adonisjs/lucid/services/db'
import type { Municipality } from '#app/tenancy/main'
import type { Answer, Visitor } from '#tests/support/browserless'
import workOnImport from '../jobs/work_on_import.js'
import { residentsMeant } from '../queries/search_residents.js'
import type { Resident } from '../resident.js'
import { inTown } from './support.js'

export const HEADER = '住民ID,氏名,フリガナ,性別,生年月日,住所,電話番号'
export const LINES = [
  '0001,髙﨑　太郎,タカサキ　タロウ,男,S20.3.4,青葉野市中央一丁目2番3号,090-1234-5678',
  '0002,渡邉 花子,ワタナベ ハナコ,2,昭和20年月日不詳,青葉野市駅前町1,',
  '0003,DE LA CRUZ JUAN,デラクルス フアン,1,19600102,青葉野市緑町9,0999-12-3456',
]
export const csv = (...lines: string[]) => [HEADER, ...lines, ''].join('\r\n')

export type Office = { municipality: Municipality; visitor: Visitor; base: string }

/** Sends a file as the form does. */
export async function send({ visitor, base }: Office, content: string | Buffer): Promise<Answer> {
  const page = await visitor.get(`${base}/imports`)
  const form = page.forms().find(({ action }) => action === `${base}/imports`)!
  const body = new FormData()
  body.set('_csrf', form.fields._csrf)
  body.set(
    'file',
    new File([content as Uint8Array<ArrayBuffer>], 'residents.csv', { type: 'text/csv' })
  )
  return visitor.postForm(`${base}/imports`, body)
}

/** Sends a file, accepts the columns as they are proposed, and checks it. @returns the address and what it shows */
export async function check(office: Office, content: string | Buffer) {
  const sent = await send(office, content)
  if (sent.status !== 303) throw new Error(`${sent.status}: ${sent.words()}`)
  const address = sent.location
  const page = await office.visitor.get(address)
  const chosen = selected(page)
  await office.visitor.submit(page, /columns$/, chosen)
  await work(office, address)
  return { address, page: await office.visitor.get(address) }
}

/** What each list on the page has chosen. */
export const selected = (page: Answer) =>
  Object.fromEntries(
    [...page.text.matchAll(/<select[^>]*name="([^"]*)"[\s\S]*?<\/select>/g)].map(([html, name]) => [
      name,
      html.match(/<option value="([^"]*)" selected/)?.[1] ?? '',
    ])
  )

export const work = ({ municipality }: Office, address: string) =>
  workOnImport({ municipalityId: municipality.id, importId: address.split('/').at(-1)! })

/** Writes a checked file. @returns what the page says then */
export async function write(office: Office, address: string, how: 'none' | 'skip') {
  await office.visitor.submit(await office.visitor.get(address), /write$/, { wrong_lines: how })
  await work(office, address)
  return office.visitor.get(address)
}

export const registered = (municipality: Municipality) =>
  inTown(municipality, async () => {
    const found: Resident[] = []
    for await (const resident of residentsMeant({})) found.push(resident)
    return found
  })

export const piecesOf = (municipality: Municipality) =>
  inTown(municipality, async () => {
    const { rows } = await db.rawQuery('SELECT count(*)::int AS n FROM resident_import_pieces')
    return rows[0].n as number
  })

export const cp932 = (text: string) => iconv.encode(text, 'cp932')
