import { defineSubject, type BuiltInField } from '@madoguchi/module-kit'

/** Who it is, all of it switched off until a municipality needs it (R27). */
const ABOUT_A_PERSON: BuiltInField[] = [
  {
    key: 'name',
    type: 'core.name',
    label: 'reservation.fields.name',
    autocomplete: 'name',
    searchable: true,
    personal: true,
  },
  {
    key: 'kana',
    type: 'core.kana',
    label: 'reservation.fields.kana',
    hint: 'reservation.fields.kana_hint',
    searchable: true,
    personal: true,
  },
  {
    key: 'sex',
    type: 'core.choice',
    label: 'reservation.fields.sex',
    layout: 'horizontal',
    choices: [
      { value: 'male', label: 'reservation.fields.male' },
      { value: 'female', label: 'reservation.fields.female' },
    ],
    personal: true,
  },
  {
    key: 'birthday',
    type: 'core.date',
    label: 'reservation.fields.birthday',
    hint: 'reservation.fields.birthday_hint',
    autocomplete: 'bday',
    searchable: true,
    personal: true,
  },
  {
    key: 'postal_code',
    type: 'core.postal_code',
    label: 'reservation.fields.postal_code',
    hint: 'reservation.fields.postal_code_hint',
    autocomplete: 'postal-code',
    personal: true,
  },
  {
    key: 'address',
    type: 'core.address',
    label: 'reservation.fields.address',
    autocomplete: 'street-address',
    personal: true,
  },
  {
    key: 'phone',
    type: 'core.phone',
    label: 'reservation.fields.phone',
    hint: 'reservation.fields.phone_hint',
    autocomplete: 'tel',
    searchable: true,
    personal: true,
  },
  {
    key: 'contact_phone',
    type: 'core.phone',
    label: 'reservation.fields.contact_phone',
    hint: 'reservation.fields.contact_phone_hint',
    personal: true,
  },
  { key: 'fax', type: 'core.phone', label: 'reservation.fields.fax', personal: true },
]

/** 申込項目 (ST7): what is asked with every booking, of residents and of staff who book for them. */
export const applicationFields = defineSubject({
  id: 'reservation.application',
  label: 'reservation.staff.application',
  indexed: true,
  builtIns: [
    ...ABOUT_A_PERSON,
    {
      key: 'email',
      type: 'core.email',
      kind: 'passing',
      label: 'reservation.fields.email',
      hint: 'reservation.fields.email_hint',
      autocomplete: 'email',
    },
    {
      key: 'old_card',
      type: 'core.choice',
      preset: true,
      label: 'reservation.fields.old_card',
      hint: 'reservation.fields.old_card_hint',
      layout: 'horizontal',
      choices: [
        { value: 'no', label: 'reservation.fields.old_card_no' },
        { value: 'yes', label: 'reservation.fields.old_card_yes' },
      ],
      use: { public: 'required', staff: 'optional' },
    },
  ],
  records: () => import('./queries/read_applications.js'),
  countRecords: () => import('./queries/count_applications.js'),
})
