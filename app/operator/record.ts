import db from '@adonisjs/lucid/services/db'

export interface OperatorEntry {
  loginId: string
  address?: string
  action: string
  /** 全国地方公共団体コード of the municipality it concerns. */
  municipality?: string
  result?: 'ok' | 'denied'
  detail?: Record<string, unknown>
}

/** Writes into the operators' own log, which nobody can change either. */
export async function record(entry: OperatorEntry) {
  await db.connection('system').rawQuery(
    `INSERT INTO operator_entries (operator_login, address, action, municipality_code, result, detail)
     VALUES (?, ?, ?, ?, ?, ?)`,
    [
      ...[entry.loginId, entry.address ?? null, entry.action, entry.municipality ?? null],
      ...[entry.result ?? 'ok', JSON.stringify(entry.detail ?? {})],
    ] as any[]
  )
}
