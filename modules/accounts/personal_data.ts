import { classified, type PersonalDataDeclaration } from '@madoguchi/module-kit'

/** What is kept of those who have an ID, and how long. */
export const accountsPersonalData: PersonalDataDeclaration = {
  columns: {
    accounts: classified({
      personal: 'user_id user_key login_name login_key email_sealed details',
      pseudonymous: 'id email_hash password_hash initial_password_hash notice_hash',
      none: `municipality_id state credentials_version run_id registered_online created_at
             last_signed_in_at settled_at`,
    }),
    account_runs: classified({
      pseudonymous: 'created_by',
      none: 'municipality_id id kind accounts created_at',
    }),
  },
  kept: [
    {
      label: 'accounts.staff.privacy.accounts',
      about: 'residents',
      tables: ['accounts'],
      rules: ['accounts.withdrawn'],
    },
  ],
  retention: [
    {
      id: 'accounts.withdrawn',
      label: 'accounts.staff.privacy.withdrawn_rule',
      action: 'delete',
      days: { default: 180, min: 1, max: 3650 },
      apply: () => import('./actions/delete_withdrawn.js'),
    },
  ],
  stored: () => import('./queries/stored_accounts.js'),
  of: () => import('./queries/account_of_person.js'),
  erase: () => import('./actions/account_eraser.js'),
}
