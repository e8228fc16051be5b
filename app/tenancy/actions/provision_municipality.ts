import db from '@adonisjs/lucid/services/db'
import { municipalities } from '../municipality_directory.js'
import { isMunicipalityCode } from '../municipality_code.js'

export interface NewMunicipality {
  /** 全国地方公共団体コード. */
  code: string
  slug: string
  name: string
  nameKana: string
  host?: string
  headerTitle?: string
  postalCode?: string
  address?: string
  department?: string
  phone?: string
  email?: string
  homepage?: string
  displayOrder?: number
  /** 住民情報を持たない when false. */
  holdsResidentData?: boolean
}

/**
 * Adds a municipality to the deployment. Only the schema's owner may, so this
 * runs on the `owner` connection and never in a request of a municipality.
 *
 * @returns its id
 * @throws Error when the code's check digit is wrong
 */
export async function provisionMunicipality(input: NewMunicipality): Promise<number> {
  if (!isMunicipalityCode(input.code)) {
    throw new Error(
      `"${input.code}" is no 全国地方公共団体コード: six digits, the last one the check digit.`
    )
  }
  const id = await db.connection('owner').transaction(async (trx) => {
    const { rows } = await trx.rawQuery(
      `SELECT nextval(pg_get_serial_sequence('municipalities', 'id'))::int AS id`
    )
    await trx.rawQuery("select set_config('app.municipality_id', ?, true)", [String(rows[0].id)])
    await trx.table('municipalities').insert({
      id: rows[0].id,
      code: input.code,
      slug: input.slug,
      host: input.host ?? null,
      name: input.name,
      name_kana: input.nameKana,
      header_title: input.headerTitle ?? null,
      postal_code: input.postalCode ?? null,
      address: input.address ?? null,
      department: input.department ?? null,
      phone: input.phone ?? null,
      email: input.email ?? null,
      homepage: input.homepage ?? null,
      display_order: input.displayOrder ?? 0,
      holds_resident_data: input.holdsResidentData ?? true,
    })
    return rows[0].id as number
  })
  municipalities.forget()
  return id
}
