import { BaseModel, column } from '@adonisjs/lucid/orm'
import { DateTime } from 'luxon'
import type { RoleId } from '#app/module_kit/main'

export type StaffState = 'active' | 'suspended' | 'out_of_period' | 'locked'

/** A 職員/操作者: one account per person (R43). */
export default class StaffMember extends BaseModel {
  static table = 'staff_members'
  static selfAssignPrimaryKey = true

  @column()
  declare municipalityId: number

  @column({ isPrimary: true })
  declare id: string

  @column()
  declare loginId: string

  @column()
  declare name: string

  @column()
  declare email: string | null

  @column()
  declare role: RoleId

  @column({ serializeAs: null })
  declare passwordHash: string

  /** 仮パスワード: works until its owner chooses one of their own. */
  @column()
  declare passwordIsTemporary: boolean

  @column()
  declare suspended: boolean

  /** 適用開始日 and 有効期限: first and last day of the account. */
  @column.date()
  declare validFrom: DateTime | null

  @column.date()
  declare validUntil: DateTime | null

  @column()
  declare failedSignIns: number

  @column.dateTime()
  declare lockedUntil: DateTime | null

  @column.dateTime()
  declare lastSignedInAt: DateTime | null

  /** Whether the account may be used on this day (R69). */
  mayWorkOn(day: DateTime) {
    const date = day.toISODate()!
    return (
      !this.suspended &&
      (!this.validFrom || this.validFrom.toISODate()! <= date) &&
      (!this.validUntil || date <= this.validUntil.toISODate()!)
    )
  }

  /** In one word, for lists. */
  stateOn(now: DateTime): StaffState {
    if (this.suspended) return 'suspended'
    if (!this.mayWorkOn(now)) return 'out_of_period'
    return this.lockedUntil && this.lockedUntil > now ? 'locked' : 'active'
  }
}
