import { BaseModel, column } from '@adonisjs/lucid/orm'
import type { DateTime } from 'luxon'

/** Whoever runs a deployment for many municipalities: an account outside all of them. */
export default class Operator extends BaseModel {
  static override connection = 'system'
  static override table = 'operators'
  static override selfAssignPrimaryKey = true

  @column({ isPrimary: true })
  declare id: string

  @column()
  declare loginId: string

  @column()
  declare name: string

  @column({ serializeAs: null })
  declare passwordHash: string

  @column({ serializeAs: null })
  declare sealedSecret: string | null

  @column()
  declare lastStep: number

  @column()
  declare failedSignIns: number

  @column.dateTime()
  declare lockedUntil: DateTime | null

  @column.dateTime()
  declare lastSignedInAt: DateTime | null
}
