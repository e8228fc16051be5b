import type { SettingsRefusal } from '#app/module_kit/main'
import { tenancy } from '#app/tenancy/main'
import { firstWrongLine, isAllowed } from './allowed_addresses.js'

/** Refuses a list of addresses that is none, or that would lock out whoever saves it. */
export default function checkStaffSettings(values: {
  allowed_addresses: string
}): SettingsRefusal | null {
  const list = values.allowed_addresses
  const refuse = (message: string, data: Record<string, string>) => ({
    key: 'allowed_addresses',
    message,
    data,
  })
  const line = firstWrongLine(list)
  if (line !== undefined) return refuse('staff.settings.address_wrong', { line })
  const { address } = tenancy.current().actor
  if (address && !isAllowed(list, address)) {
    return refuse('staff.settings.locks_you_out', { address })
  }
  return null
}
