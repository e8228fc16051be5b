import { defineSubject } from '@madoguchi/module-kit'

/**
 * 会員登録項目 (ST6): what is asked of somebody who registers. Their address,
 * ID and password are credentials: they can be renamed here, and are asked for
 * as the way of signing in wants.
 */
export const accountSubject = defineSubject({
  id: 'accounts.account',
  label: 'accounts.staff.subject',
  indexed: true,
  countRecords: () => import('./queries/count_accounts.js'),
  builtIns: [
    {
      key: 'name',
      type: 'core.name',
      label: 'accounts.fields.name',
      hint: 'accounts.fields.name_hint',
      autocomplete: 'name',
      personal: true,
      use: { public: 'required', staff: 'optional' },
    },
    {
      key: 'kana',
      type: 'core.kana',
      label: 'accounts.fields.kana',
      personal: true,
      searchable: true,
      use: { public: 'required', staff: 'optional' },
    },
    {
      key: 'sex',
      type: 'core.choice',
      label: 'accounts.fields.sex',
      choices: [
        { value: '1', label: 'accounts.fields.male' },
        { value: '2', label: 'accounts.fields.female' },
        { value: '9', label: 'accounts.fields.no_answer' },
      ],
      layout: 'horizontal',
      autocomplete: 'sex',
      personal: true,
    },
    {
      key: 'birth_date',
      type: 'core.date',
      label: 'accounts.fields.birth_date',
      split: true,
      autocomplete: 'bday',
      personal: true,
      use: { public: 'optional', staff: 'optional' },
    },
    {
      key: 'postal_code',
      type: 'core.postal_code',
      label: 'accounts.fields.postal_code',
      autocomplete: 'postal-code',
      personal: true,
    },
    {
      key: 'address',
      type: 'core.address',
      label: 'accounts.fields.address',
      autocomplete: 'street-address',
      personal: true,
    },
    {
      key: 'phone',
      type: 'core.phone',
      label: 'accounts.fields.phone',
      autocomplete: 'tel',
      personal: true,
      searchable: true,
      use: { public: 'optional', staff: 'optional' },
    },
    {
      key: 'other_phone',
      type: 'core.phone',
      label: 'accounts.fields.other_phone',
      personal: true,
    },
    { key: 'fax', type: 'core.phone', label: 'accounts.fields.fax', personal: true },
    {
      key: 'account_email',
      type: 'core.email',
      kind: 'credential',
      label: 'accounts.fields.email',
      personal: true,
      use: { public: 'required' },
    },
    {
      key: 'password',
      type: 'core.text',
      kind: 'credential',
      label: 'accounts.fields.password',
      use: { public: 'required' },
    },
    { key: 'news', type: 'core.yes_no', label: 'accounts.fields.news' },
    {
      key: 'login_name',
      type: 'core.text',
      kind: 'credential',
      label: 'accounts.fields.login_name',
      use: { public: 'required' },
    },
    {
      key: 'management_id',
      type: 'core.text',
      label: 'accounts.fields.management_id',
      searchable: true,
      use: { staff: 'optional' },
    },
  ],
})
