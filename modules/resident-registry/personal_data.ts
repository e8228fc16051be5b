import { classified, type PersonalDataDeclaration } from '@madoguchi/module-kit'

/** What is kept of the residents, and how long. */
export const residentPersonalData: PersonalDataDeclaration = {
  columns: {
    residents: classified({
      personal: 'sealed state_reason_sealed',
      pseudonymous: `id number number_key birth_token postal_token phone_token email_token place`,
      none: 'municipality_id state key_id state_changed_at version created_at updated_at',
    }),
    resident_grams: classified({ pseudonymous: 'gram places', none: 'municipality_id batch' }),
    resident_link_codes: classified({
      pseudonymous: 'code resident_id',
      none: 'municipality_id assigned_at ended_at',
    }),
    resident_imports: classified({
      personal: 'columns_sealed',
      pseudonymous: 'staff_id staff_login',
      none: `municipality_id id state encoding whole file_pieces checked_pieces row_pieces written_pieces
             lines new_lines changed_lines same_lines wrong_lines written_new written_changed
             refused_line refused_reason created_at touched_at ended_at`,
    }),
    resident_import_pieces: classified({
      personal: 'sealed',
      none: 'municipality_id import_id kind n',
    }),
    resident_import_mistakes: classified({
      none: 'municipality_id import_id line n column_at sentence',
    }),
    resident_town_tables: classified({
      pseudonymous: 'staff_id staff_login',
      none: `municipality_id id file_name places lines added gone unreadable unreadable_lines created_at`,
    }),
    resident_import_columns: classified({
      pseudonymous: 'header_token',
      none: 'municipality_id target',
    }),
  },
  kept: [
    {
      label: 'resident-registry.staff.privacy.residents',
      about: 'residents',
      tables: ['residents', 'resident_grams', 'resident_link_codes'],
      rules: ['resident-registry.deregistered', 'resident-registry.handed_over'],
    },
    {
      label: 'resident-registry.staff.privacy.imports',
      about: 'residents',
      tables: ['resident_imports', 'resident_import_pieces', 'resident_import_mistakes'],
      rules: ['resident-registry.imports'],
    },
  ],
  retention: [
    {
      id: 'resident-registry.deregistered',
      label: 'resident-registry.staff.privacy.deregistered_rule',
      action: 'delete',
      days: { default: 180, min: 1, max: 3650 },
      apply: () => import('./actions/delete_deregistered.js'),
    },
    {
      id: 'resident-registry.imports',
      label: 'resident-registry.staff.privacy.imports_rule',
      action: 'delete',
      days: { default: 365, min: 1, max: 3650 },
      apply: () => import('./actions/delete_ended_imports.js'),
    },
    {
      id: 'resident-registry.handed_over',
      label: 'resident-registry.staff.privacy.handed_over_rule',
      action: 'delete',
      days: { default: 180, min: 1, max: 3650 },
      alongside: 'card-progress',
      persons: () => import('./queries/handed_over_residents.js'),
    },
  ],
  stored: () => import('./queries/stored_residents.js'),
  of: () => import('./queries/residents_of_person.js'),
  erase: () => import('./actions/resident_eraser.js'),
}
