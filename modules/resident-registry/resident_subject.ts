import { defineSubject, type BuiltInField } from '@madoguchi/module-kit'

const optional = { staff: 'optional' } as const
const required = { staff: 'required' } as const

/** One of the parts an address is kept in beside the line as it was received. */
const addressPart = (key: string): BuiltInField => ({
  key,
  type: 'core.address',
  label: `resident-registry.staff.fields.${key}`,
  personal: true,
  use: optional,
})

/**
 * 利用者登録項目 (PG3, R57): what the register keeps of a resident. Only staff
 * fill it in. None of it can be made searchable in the platform's index, which
 * is not encrypted: what finds a resident is in search_tokens.ts.
 */
export const residentSubject = defineSubject({
  id: 'resident-registry.resident',
  label: 'resident-registry.staff.subject',
  countRecords: () => import('./queries/count_residents.js'),
  builtIns: [
    {
      key: 'name',
      type: 'core.name',
      label: 'resident-registry.staff.fields.name',
      hint: 'resident-registry.staff.fields.name_hint',
      personal: true,
      use: required,
    },
    {
      key: 'kana',
      type: 'core.kana',
      label: 'resident-registry.staff.fields.kana',
      personal: true,
      use: required,
    },
    {
      key: 'sex',
      type: 'core.choice',
      label: 'resident-registry.staff.fields.sex',
      choices: [
        { value: '1', label: 'resident-registry.staff.fields.male' },
        { value: '2', label: 'resident-registry.staff.fields.female' },
        { value: '0', label: 'resident-registry.staff.fields.sex_unknown' },
      ],
      layout: 'horizontal',
      personal: true,
      use: required,
    },
    {
      key: 'birth_date',
      type: 'resident-registry.birth_date',
      label: 'resident-registry.staff.fields.birth_date',
      hint: 'resident-registry.staff.fields.birth_date_hint',
      personal: true,
      use: required,
    },
    {
      key: 'postal_code',
      type: 'core.postal_code',
      label: 'resident-registry.staff.fields.postal_code',
      personal: true,
      use: optional,
    },
    {
      key: 'address',
      type: 'core.address',
      label: 'resident-registry.staff.fields.address',
      hint: 'resident-registry.staff.fields.address_hint',
      personal: true,
      use: required,
    },
    addressPart('prefecture'),
    addressPart('city'),
    addressPart('town'),
    addressPart('block'),
    addressPart('building'),
    {
      key: 'phone',
      type: 'core.phone',
      label: 'resident-registry.staff.fields.phone',
      personal: true,
      use: optional,
    },
    {
      key: 'email',
      type: 'core.email',
      label: 'resident-registry.staff.fields.email',
      personal: true,
      use: optional,
    },
    {
      key: 'note',
      type: 'core.textarea',
      label: 'resident-registry.staff.fields.note',
      hint: 'resident-registry.staff.fields.note_hint',
      personal: true,
      use: optional,
    },
  ],
})
