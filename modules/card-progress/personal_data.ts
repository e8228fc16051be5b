import { classified, type PersonalDataDeclaration } from '@madoguchi/module-kit'

/**
 * Cards are known by link codes: nothing here says whose they are. The record
 * of a card is only added to (R91, R92), so what is typed as a reason stays;
 * the screens ask for what happened to the card, and for nobody's name.
 */
export const cardProgressPersonalData: PersonalDataDeclaration = {
  columns: {
    bulk_actions: classified({
      pseudonymous: 'created_by',
      none: `municipality_id batch_id code counter_ids created_at done facts finished_at id mailing_id recorded refused total warned`,
    }),
    bulk_lines: classified({
      pseudonymous: 'card_number case_id typed',
      none: `municipality_id action_id because line outcome`,
    }),
    card_batches: classified({
      pseudonymous: 'received_by',
      none: `municipality_id actual_count arrived_on counter_id expected_count id kind method mismatch_reason number received_at`,
    }),
    card_cases: classified({
      pseudonymous: 'card_number id link_code parent_id',
      none: `municipality_id applied_on batch_id counter_id created_at deadline first_counter_id in_stock in_transit_to kind method reserved_at shelf status status_at status_on status_seq status_variant version`,
    }),
    disposal_cases: classified({
      pseudonymous: 'case_id',
      none: `municipality_id disposal_id`,
    }),
    disposals: classified({
      pseudonymous: 'confirmed_by proposed_by',
      none: `municipality_id confirmed_at id method planned_on proposed_at state`,
    }),
    follow_ups: classified({
      pseudonymous: 'case_id settled_by',
      none: `municipality_id because_of due_on id kind listed_on rule settled_at state`,
    }),
    mailings: classified({
      pseudonymous: 'created_by',
      none: `municipality_id created_at deadline id kind posted_on`,
    }),
    progress_events: classified({
      pseudonymous: 'case_id reference staff_id token',
      none: `municipality_id cancels cause code counter_id deadline disposal_id from_code happened_on mailing_id old_card_collected reason recorded_at seq shelf source to_counter_id variant verdict visit_at`,
    }),
    progress_rules: classified({
      none: `municipality_id from_code to_code verdict`,
    }),
    progress_statuses: classified({
      none: `municipality_id code in_use name`,
    }),
    stock_findings: classified({
      pseudonymous: 'case_id scanned',
      none: `municipality_id counter_id finding shelf status stock_take_id`,
    }),
    stock_movements: classified({
      pseudonymous: 'case_id',
      none: `municipality_id counter_id delta kind moved_on seq`,
    }),
    stock_scans: classified({
      pseudonymous: 'case_id scanned scanned_by',
      none: `municipality_id scanned_at stock_take_id`,
    }),
    stock_takes: classified({
      pseudonymous: 'closed_by started_by',
      none: `municipality_id closed_at counter_id expected_count found_count id shelf started_at`,
    }),
    visit_steps: classified({
      pseudonymous: 'case_id reception_number reservation_id',
      none: `municipality_id code noted_at refused round seq visit_at`,
    }),
  },
  of: () => import('./queries/cards_of_person.js'),
}
