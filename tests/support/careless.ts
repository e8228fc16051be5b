import type { Answer, Visitor } from './browserless.js'
import type { StoredValue } from './every_value.js'

/** What people write who think of nothing: who they are, wherever there is a box. */
export const PLANTED = {
  name: '山田𠮷太郎',
  kana: 'ヤマダヨシタロウ',
  phone: '09012345678',
  phoneGrouped: '090-1234-5678',
  email: 'yoshitaro@planted.example',
  address: '架空市植込町三丁目99番地',
  postal: '987-6543',
  birth: '1961-04-03',
  birthInWords: '昭和36年4月3日',
}

/** The same in what a browser says of itself. Headers are Latin, so names are spelled. */
export const TOLD = {
  'user-agent': `PlantedAgent/1.0 (${PLANTED.email})`,
  'referer': `https://planted.example/?tel=${PLANTED.phone}`,
  'x-request-id': `${PLANTED.email}-${PLANTED.phone}`,
  'x-forwarded-for': PLANTED.phoneGrouped,
  'accept-language': 'ja',
  'from': PLANTED.email,
}

/** Everything planted that is found in a text, whatever its width and case. */
export function foundIn(text: string): string[] {
  const folded = text.normalize('NFKC').toLowerCase()
  return Object.values({ ...PLANTED, agent: 'PlantedAgent' }).filter(
    (planted) =>
      text.includes(planted) ||
      folded.includes(planted.normalize('NFKC').toLowerCase()) ||
      text.includes(encodeURIComponent(planted)) ||
      text.includes(JSON.stringify(planted).slice(1, -1))
  )
}

/** The same among what is stored, as `<column>: <what>`. */
export const foundAmong = (values: StoredValue[]) => [
  ...new Set(
    values.flatMap(({ column, value }) => foundIn(value).map((planted) => `${column}: ${planted}`))
  ),
]

/** Every name a form could ask for a person by. */
export const EVERYTHING = {
  ...{
    'name': PLANTED.name,
    'name[last]': PLANTED.name,
    'kana': PLANTED.kana,
    'full_name': PLANTED.name,
  },
  ...{ tel: PLANTED.phone, phone: PLANTED.phone, contact_phone: PLANTED.phoneGrouped },
  ...{ fax: PLANTED.phone, email: PLANTED.email, mail: PLANTED.email, account_name: PLANTED.email },
  ...{ address: PLANTED.address, postal_code: PLANTED.postal, birthday: PLANTED.birth },
  ...{ birth_date: PLANTED.birthInWords, note: PLANTED.name, handling: PLANTED.name },
  ...{
    handling_note: `${PLANTED.name} ${PLANTED.phone}`,
    booker: PLANTED.name,
    words: PLANTED.name,
  },
  ...{ q: PLANTED.name, key: PLANTED.name, desk: PLANTED.kana, login: PLANTED.email },
}

/** Whatever fits the box. */
function worded(type: string, name: string): string {
  if (type === 'email' || /mail/.test(name)) return PLANTED.email
  if (type === 'tel' || /phone|tel|fax/.test(name)) return PLANTED.phone
  if (/kana|desk/.test(name)) return PLANTED.kana
  if (/address/.test(name)) return PLANTED.address
  return PLANTED.name
}

export interface FilledForm {
  method: string
  action: string
  fields: Record<string, string>
  /** Names of the boxes that take a file. */
  files: string[]
}

const attribute = (tag: string, name: string) =>
  decode(new RegExp(`\\s${name}=["']([^"']*)["']`).exec(tag)?.[1] ?? '')

const decode = (html: string) =>
  html
    .replaceAll('&#x2F;', '/')
    .replaceAll('&quot;', '"')
    .replaceAll(/&#(x27|39);/g, "'")
    .replaceAll('&#x3D;', '=')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')

/** Every form of a page, filled in: words into every box for words, something there is into every other. */
export function filledForms(page: Answer): FilledForm[] {
  return [...page.text.matchAll(/<form\b[^>]*>[\s\S]*?<\/form>/g)].map(([html]) => {
    const opening = /<form\b[^>]*>/.exec(html)![0]
    return {
      method: attribute(opening, 'method').toLowerCase() || 'get',
      action: attribute(opening, 'action') || page.url,
      fields: { ...EVERYTHING, ...fieldsOf(html) },
      files: [...html.matchAll(/<input\b[^>]*type="file"[^>]*>/g)].map(([tag]) =>
        attribute(tag, 'name')
      ),
    }
  })
}

function fieldsOf(html: string): Record<string, string> {
  const fields: Record<string, string> = {}
  for (const [tag] of html.matchAll(/<(input|button)\b[^>]*>/g)) {
    const [name, type, value] = ['name', 'type', 'value'].map((part) => attribute(tag, part))
    if (!name || type === 'file') continue
    const kept = ['hidden', 'date', 'time', 'number', 'datetime-local', 'checkbox', 'submit']
    if (type === 'radio') fields[name] ??= value
    else
      fields[name] = kept.includes(type) || tag.startsWith('<button') ? value : worded(type, name)
  }
  for (const [tag] of html.matchAll(/<textarea\b[^>]*>/g)) {
    fields[attribute(tag, 'name')] = `${PLANTED.name} ${PLANTED.phone}`
  }
  for (const [, tag, options] of html.matchAll(/(<select\b[^>]*>)([\s\S]*?)<\/select>/g)) {
    const values = [...options.matchAll(/<option\b[^>]*>/g)].map(([o]) => attribute(o, 'value'))
    fields[attribute(tag, 'name')] = values.at(-1) ?? ''
  }
  return fields
}

/** A file somebody takes for the right one. */
const FILE = new Blob([Object.values(PLANTED).join(',')], { type: 'text/csv' })

/** Sends a filled form as it wants to be sent. */
export function send(visitor: Visitor, { method, action, fields, files }: FilledForm) {
  if (files.length > 0) {
    const body = new FormData()
    for (const [name, value] of Object.entries(fields)) body.append(name, value)
    for (const name of files) body.append(name, FILE, `${PLANTED.name}.csv`)
    return visitor.postForm(action, body)
  }
  if (method === 'post') return visitor.post(action, fields)
  const [path] = action.split('?')
  return visitor.get(`${path}?${new URLSearchParams(fields)}`)
}
