import type { I18n } from '@adonisjs/i18n'
import type { FieldSet } from '#app/fields/main'
import type { FieldValues, SlotViewer } from '@madoguchi/module-kit'
import type { Resident, ResidentState } from './resident.js'

/** A resident as a page may show them to whoever looks. */
export interface ShownResident {
  id: string
  number: string
  state: ResidentState
  /** Why nothing personal is shown; null when it is. */
  hidden: 'no_permission' | 'deregistered' | null
  /** Nothing where it is hidden, or the municipality does not use the field. */
  name?: string
  kana?: string
  sex?: string
  birthDate?: string
  postalCode?: string
  address?: string
}

/**
 * The one decision about what is shown of whom (R56, R105): without the
 * permission nothing personal, and of a deregistered resident nothing to anybody.
 */
export function whyHidden(
  state: ResidentState,
  viewer?: SlotViewer
): 'no_permission' | 'deregistered' | null {
  if (state === 'deregistered') return 'deregistered'
  return viewer?.can('resident-registry.view') ? null : 'no_permission'
}

export function showResident(
  { id, number, state, values }: Pick<Resident, 'id' | 'number' | 'state' | 'values'>,
  fields: FieldSet,
  i18n: I18n,
  viewer?: SlotViewer
): ShownResident {
  const hidden = whyHidden(state, viewer)
  if (hidden) return { id, number, state, hidden }
  const columns = new Map(fields.columns(i18n).map((column) => [column.key, column]))
  const show = (key: string) => columns.get(key)?.show(values) || undefined
  return {
    ...{ id, number, state, hidden },
    name: show('name'),
    kana: show('kana'),
    sex: show('sex'),
    birthDate: show('birth_date'),
    postalCode: show('postal_code'),
    address: show('address') ?? addressInParts(values),
  }
}

/** Where the line as it was received is missing. */
function addressInParts(values: FieldValues): string | undefined {
  const { prefecture = '', city = '', town = '', block = '', building = '' } = values
  return (
    [`${prefecture}${city}${town}${block}`, building].filter(Boolean).join('\u3000') || undefined
  )
}
