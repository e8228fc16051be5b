import type { I18n } from '@adonisjs/i18n'
import { fieldSetOf } from '#app/fields/main'
import { isMyNumber, makeReadableCode } from '#app/exchange/main'
import type { Municipality } from '#app/tenancy/main'
import { parseJapaneseDate, toHalfWidth, type ParsedCsv } from '#app/ui/main'
import { accountColumns, type Column } from '../account_columns.js'
import { accountSubject } from '../account_subject.js'
import { initialPasswordHash, noticeHash } from '../credentials.js'
import { E_ACCOUNT_TAKEN, E_IMPORT_REFUSED, type ImportMistake } from '../errors.js'
import { foldId, readLoginName } from '../user_id.js'
import { addAccount, type NewAccount } from './add_account.js'
import { recordRun, type IssuedAccount } from './issue_accounts.js'

interface Prepared {
  line: number
  account: NewAccount
  issued: IssuedAccount
}

/**
 * Takes accounts from a file (R21), all of it or nothing. Without a 利用者ID or
 * an initial password in a line, it is given one.
 *
 * @param input.onlyCheck stops before anything is stored
 * @returns what to hand out: IDs, and the passwords that were made here
 * @throws E_IMPORT_REFUSED naming every line that is wrong
 */
export async function importAccounts(input: {
  csv: ParsedCsv
  municipality: Municipality
  staffId: string
  i18n: I18n
  onlyCheck: boolean
}): Promise<IssuedAccount[]> {
  const { csv, i18n, municipality } = input
  refuseMyNumbers(csv, i18n)
  const columns = await columnsIn(csv, municipality, i18n)
  const mistakes: ImportMistake[] = []
  const prepared: Prepared[] = []
  for (const [index, row] of csv.rows.entries()) {
    const line = index + 2
    const read = await readRow(row, columns, municipality, i18n)
    if (read.mistakes) mistakes.push(...read.mistakes.map((message) => ({ line, message })))
    else prepared.push({ line, ...read })
  }
  mistakes.push(...repeated(prepared, i18n))
  if (mistakes.length > 0) throw new E_IMPORT_REFUSED(mistakes)
  if (input.onlyCheck) return prepared.map(({ issued }) => issued)

  const runId = await recordRun('imported', prepared.length, input.staffId)
  for (const { line, account } of prepared) {
    try {
      await addAccount({ ...account, runId })
    } catch (error) {
      if (!(error instanceof E_ACCOUNT_TAKEN)) throw error
      throw new E_IMPORT_REFUSED([
        { line, message: i18n.t(`accounts.staff.import.taken.${error.field}`) },
      ])
    }
  }
  return prepared.map(({ issued }) => issued)
}

/** 番号法: such a number may not even be taken from a file. */
function refuseMyNumbers({ rows }: ParsedCsv, i18n: I18n) {
  const index = rows.findIndex((row) => row.some(isMyNumber))
  if (index < 0) return
  throw new E_IMPORT_REFUSED([
    { line: index + 2, message: i18n.t('accounts.staff.import.my_number') },
  ])
}

async function columnsIn({ header }: ParsedCsv, municipality: Municipality, i18n: I18n) {
  const known = await accountColumns(municipality, i18n)
  const columns = header.map((name) => known.find((column) => column.header === name))
  const unknown = header.filter((_, i) => !columns[i])
  if (unknown.length > 0) {
    const message = i18n.t('accounts.staff.import.unknown_columns', { names: unknown.join('、') })
    throw new E_IMPORT_REFUSED([{ line: 1, message }])
  }
  if (new Set(header).size < header.length) {
    throw new E_IMPORT_REFUSED([{ line: 1, message: i18n.t('accounts.staff.import.same_columns') }])
  }
  return columns as Column[]
}

async function readRow(
  row: string[],
  columns: Column[],
  municipality: Municipality,
  i18n: I18n
): Promise<(Omit<Prepared, 'line'> & { mistakes?: undefined }) | { mistakes: string[] }> {
  const cell = (name: Column['name']) => {
    const at = columns.findIndex((column) => column.name === name)
    return at < 0 ? '' : row[at].trim()
  }
  const mistakes: string[] = []
  const wrong = (what: string) => void mistakes.push(i18n.t(`accounts.staff.import.wrong.${what}`))

  const userId = toHalfWidth(cell('user_id')) || makeReadableCode()
  if (!/^[A-Za-z0-9._-]{4,64}$/.test(userId)) wrong('user_id')
  const loginName = cell('login_name') ? readLoginName(cell('login_name')) : undefined
  if (loginName === null) wrong('login_name')
  const email = cell('email') ? toHalfWidth(cell('email')) : undefined
  if (email && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) wrong('email')
  const given = cell('initial_password')
  if (given && given.length < 8) wrong('initial_password')
  const birth = parseJapaneseDate(cell('birth_date'))
  const notice = cell('notice_number')
  if (Boolean(notice) !== Boolean(cell('birth_date')) || (notice && !birth.ok)) wrong('notice')

  const fields = await fieldSetOf(accountSubject, municipality)
  const body = Object.fromEntries(
    columns.flatMap(({ field }, i) => (field ? [[field, row[i]]] : []))
  )
  const read = await fields.read('staff', body, i18n)
  for (const { message } of read.errors ?? []) mistakes.push(message)
  if (mistakes.length > 0) return { mistakes }

  const made = given ? undefined : makeReadableCode()
  return {
    account: {
      userId,
      loginName: loginName ?? undefined,
      email,
      initialPasswordHash: initialPasswordHash(made ?? given),
      noticeHash: notice && birth.ok ? noticeHash(notice, birth.iso) : undefined,
      details: fields.storable(read.values!),
    },
    issued: { userId, initialPassword: made ?? '' },
  }
}

/** Lines of the file that name the same ID. */
function repeated(prepared: Prepared[], i18n: I18n): ImportMistake[] {
  const first = new Map<string, number>()
  return prepared.flatMap(({ line, account }) => {
    const key = foldId(account.userId!)
    const before = first.get(key)
    if (before === undefined) first.set(key, line)
    return before === undefined
      ? []
      : [{ line, message: i18n.t('accounts.staff.import.repeated', { line: before }) }]
  })
}
