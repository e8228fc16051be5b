import { classified, type PersonalDataDeclaration } from '@madoguchi/module-kit'

/** What is kept of a print, and how long: see jobs/forget_prints.ts. */
export const printingPersonalData: PersonalDataDeclaration = {
  columns: {
    print_sheets: classified({
      none: 'municipality_id id name width height columns rows left_edge top_edge',
    }),
    print_printers: classified({ none: 'municipality_id id name offset_x offset_y' }),
    print_wordings: classified({ none: 'municipality_id id name version archived_at' }),
    print_wording_versions: classified({
      pseudonymous: 'created_by',
      none: 'municipality_id wording_id number text created_at',
    }),
    print_substitutes: classified({
      pseudonymous: 'chosen_by',
      none: 'municipality_id character substitute chosen_at',
    }),
    print_jobs: classified({
      personal: 'selection_sealed',
      pseudonymous: 'created_by sent_by confirmed_by',
      none: `municipality_id id kind state layout chosen_by created_at total printed held_back
             without_barcode ended_at kept_until removed_at sent_at sending_ended_at confirmed_at
             touched_at pages`,
    }),
    print_records: classified({
      personal: 'why_sealed secret_sealed substituted_sealed',
      pseudonymous: 'resident_id',
      none: 'municipality_id job_id position part held_back sending issued',
    }),
    print_parts: classified({
      personal: 'pdf_sealed',
      none: 'municipality_id job_id number records pages erased_at',
    }),
  },
  kept: [
    {
      label: 'printing.staff.privacy.files',
      about: 'residents',
      tables: ['print_jobs', 'print_records', 'print_parts'],
    },
  ],
  stored: () => import('./queries/stored_prints.js'),
  of: () => import('./queries/prints_of_person.js'),
  erase: () => import('./actions/person_eraser.js'),
}
