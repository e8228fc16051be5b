import hash from '@adonisjs/core/services/hash'
import { audit } from '#app/audit/main'
import { tenancy, type Actor, type Municipality } from '#app/tenancy/main'
import { E_PASSWORD_UNSUITABLE } from '../errors.js'
import StaffMember from '../models/staff_member.js'
import { checkPassword } from '../password_rules.js'

/**
 * Replaces the signed-in person's password, the temporary one included.
 *
 * @throws E_PASSWORD_UNSUITABLE naming the rule, or that the current password is wrong or used again
 */
export async function changeOwnPassword(
  municipality: Municipality,
  input: { staffId: string; current: string; next: string },
  actor: Actor
) {
  const member = await tenancy.run(municipality, () => StaffMember.findOrFail(input.staffId))
  if (!(await hash.verify(member.passwordHash, input.current))) {
    throw new E_PASSWORD_UNSUITABLE('staff.password.current_wrong')
  }
  if (input.current === input.next) {
    throw new E_PASSWORD_UNSUITABLE('staff.password.same_as_before')
  }
  checkPassword(input.next, { municipality, loginId: member.loginId })

  const passwordHash = await hash.make(input.next)
  await tenancy.run(
    municipality,
    async () => {
      await StaffMember.query()
        .where('municipality_id', municipality.id)
        .where('id', input.staffId)
        .update({ password_hash: passwordHash, password_is_temporary: false })
      await audit.record({
        action: 'staff.change_own_password',
        subject: { type: 'staff_member', id: input.staffId },
      })
    },
    actor
  )
}
