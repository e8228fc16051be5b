import { BaseModel, column } from '@adonisjs/lucid/orm'
import { DateTime } from 'luxon'

/** A 交付窓口: where cards are handed over. */
export default class Counter extends BaseModel {
  static table = 'counters'
  static selfAssignPrimaryKey = true

  @column()
  declare municipalityId: number

  @column({ isPrimary: true })
  declare id: string

  /** Short code used in files exchanged between deployments. */
  @column()
  declare code: string

  @column()
  declare name: string

  @column()
  declare postalCode: string | null

  @column()
  declare address: string | null

  @column()
  declare directions: string | null

  @column()
  declare phone: string | null

  @column()
  declare displayOrder: number

  /** Shown to residents and bookable (表示). */
  @column()
  declare visible: boolean

  /** First and last day it is open; a temporary counter has both. */
  @column.date()
  declare validFrom: DateTime | null

  @column.date()
  declare validUntil: DateTime | null
}
