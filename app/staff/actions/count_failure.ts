import type { DateTime } from 'luxon'
import type { Municipality } from '#app/tenancy/main'
import type StaffMember from '../models/staff_member.js'
import { staffSettings } from '../settings.js'

/**
 * Counts a wrong password or code up to the lock that opens by itself (R69).
 * Both count together: who knows a password is not to try codes for ever.
 *
 * @param member the account, its row locked
 */
export async function countFailure(member: StaffMember, municipality: Municipality, now: DateTime) {
  const { failures_before_lock: limit, lock_minutes: minutes } = staffSettings.read(municipality)
  member.failedSignIns += 1
  if (member.failedSignIns >= limit) {
    member.lockedUntil = now.plus({ minutes })
    member.failedSignIns = 0
  }
  await member.save()
}

/** A complete sign-in forgets the failures before it. */
export async function markSignedIn(member: StaffMember, now: DateTime) {
  member.failedSignIns = 0
  member.lockedUntil = null
  member.lastSignedInAt = now
  await member.save()
}
