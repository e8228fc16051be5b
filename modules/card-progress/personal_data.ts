import { classified, type PersonalDataDeclaration } from '@madoguchi/module-kit'

/** A card is known by its link code alone (R96): what is here points to somebody only where another module knows whom the code is for. */
export const progressPersonalData: PersonalDataDeclaration = {
  columns: {
    card_cases: classified({
      pseudonymous: 'id link_code card_number parent_id',
      none: `municipality_id method kind applied_on batch_id first_counter_id created_at version status
             status_variant status_at status_on status_seq counter_id shelf in_stock lost
             in_transit_to reserved_at deadline`,
    }),
    progress_events: classified({
      pseudonymous: 'case_id staff_id reference token',
      none: `municipality_id seq reason code variant cause cancels from_code verdict happened_on recorded_at
             source counter_id to_counter_id shelf mailing_id disposal_id deadline visit_at
             old_card_collected`,
    }),
    written_reasons: classified({
      /* in staff's words: the form asks for nothing personal, but nobody can be stopped */
      personal: 'words',
      pseudonymous: 'case_id',
      none: 'municipality_id seq written_at',
    }),
    stock_movements: classified({
      pseudonymous: 'case_id',
      none: 'municipality_id seq counter_id kind delta moved_on',
    }),
    card_batches: classified({
      pseudonymous: 'received_by',
      none: `municipality_id id number counter_id arrived_on expected_count actual_count
             mismatch_reason method kind received_at`,
    }),
    mailings: classified({
      pseudonymous: 'created_by',
      none: 'municipality_id id kind posted_on deadline created_at',
    }),
    disposals: classified({
      pseudonymous: 'proposed_by confirmed_by',
      none: 'municipality_id id method reason planned_on state proposed_at confirmed_at',
    }),
    disposal_cases: classified({
      pseudonymous: 'case_id',
      none: 'municipality_id disposal_id warned',
    }),
    follow_ups: classified({
      pseudonymous: 'case_id settled_by',
      none: `municipality_id id kind rule due_on listed_on because_of state settled_at`,
    }),
    bulk_actions: classified({
      personal: 'facts',
      pseudonymous: 'created_by',
      none: `municipality_id id code total done recorded warned refused counter_ids batch_id
             mailing_id created_at finished_at`,
    }),
    bulk_lines: classified({
      pseudonymous: 'typed card_number case_id',
      none: 'municipality_id action_id line outcome because',
    }),
    stock_takes: classified({
      pseudonymous: 'started_by closed_by',
      none: `municipality_id id counter_id shelf started_at closed_at expected_count found_count`,
    }),
    stock_scans: classified({
      pseudonymous: 'scanned case_id scanned_by',
      none: 'municipality_id id stock_take_id scanned_at',
    }),
    stock_findings: classified({
      pseudonymous: 'scanned case_id',
      none: 'municipality_id id stock_take_id finding counter_id shelf status',
    }),
    visit_steps: classified({
      pseudonymous: 'reservation_id case_id reception_number',
      none: 'municipality_id code round seq refused known came_at visit_at noted_at',
    }),
    told_windows: classified({
      pseudonymous: 'link_code',
      none: 'municipality_id counter_code from_day until_day',
    }),
    progress_statuses: classified({ none: 'municipality_id code name in_use' }),
    progress_rules: classified({ none: 'municipality_id from_code to_code verdict' }),
  },
  kept: [
    {
      label: 'card-progress.staff.privacy.reasons',
      about: 'residents',
      tables: ['written_reasons', 'bulk_actions'],
      rules: ['card-progress.reasons'],
    },
  ],
  retention: [
    {
      id: 'card-progress.reasons',
      label: 'card-progress.staff.privacy.reasons_rule',
      action: 'anonymise',
      days: { default: 1825, min: 1, max: 3650 },
      apply: () => import('./actions/end_old_reasons.js'),
    },
  ],
  stored: () => import('./queries/stored_reasons.js'),
  of: () => import('./queries/cards_of_person.js'),
  erase: () => import('./actions/person_eraser.js'),
}
