import { classified, type PersonalDataDeclaration } from '@madoguchi/module-kit'

/** What is kept of those who book, wait and come, and how long. */
export const reservationPersonalData: PersonalDataDeclaration = {
  columns: {
    reservations: classified({
      personal: 'answers draft contact handling_note',
      pseudonymous: `id serial_number party_id booker_id access_key_hash hold_token_hash
                     booked_by handled_by link_code`,
      none: `municipality_id slot_id counter_id visit_date starts_at state reception_number
             issued_numbers hold_expires_at created_at reserved_at settled_at procedure_type_id
             party_position consecutive walk_in old_card_collected handling handled_at
             anonymised_at window_reason`,
    }),
    waitlist_entries: classified({
      personal: 'sealed_address',
      pseudonymous: 'id code_hash reservation_id',
      none: `municipality_id counter_id visit_date number procedure_type_id persons consecutive state
             locale created_at settled_at`,
    }),
    reservation_seats: classified({
      pseudonymous: 'reservation_id',
      none: 'municipality_id slot_id',
    }),
    reservation_reminders: classified({
      pseudonymous: 'reservation_id',
      none: 'municipality_id visit_date days_before planned_at',
    }),
    no_shows_to_tell: classified({
      pseudonymous: 'reservation_id',
      none: 'municipality_id due_at',
    }),
    calls: classified({
      pseudonymous: 'reservation_id called_by',
      none: 'municipality_id id counter_id visit_date reception_number desk called_at',
    }),
    closures: classified({
      pseudonymous: 'closed_by',
      none: 'municipality_id id counter_id first_day last_day reason closed_at reopened_at',
    }),
    closure_parties: classified({
      pseudonymous: 'party_id reservation_id hold_id',
      none: 'municipality_id closure_id slot_id persons offers declined_at written_at',
    }),
    opening_hours: classified({
      none: `municipality_id id counter_id weekday opens closes unit_minutes capacity valid_from
             valid_until desks per_desk`,
    }),
    excluded_times: classified({
      none: 'municipality_id id counter_id starts ends weekday valid_from valid_until',
    }),
    closed_days: classified({ none: 'municipality_id id counter_id day reason' }),
    exceptional_days: classified({
      none: 'municipality_id counter_id day opens closes unit_minutes capacity',
    }),
    slots: classified({
      none: `municipality_id id counter_id visit_date starts_at ends_at capacity taken
             wanted_capacity by_hand closure_id capacity_before`,
    }),
    slot_quotas: classified({ none: 'municipality_id slot_id procedure_type_id taken' }),
    received_windows: classified({
      pseudonymous: 'link_code',
      none: 'municipality_id counter_id from_day until_day file_id received_at',
    }),
    told_reservations: classified({
      pseudonymous: 'reservation_id',
      none: 'municipality_id state starts_at counter_id',
    }),
    returning_seats: classified({
      none: 'municipality_id id slot_id procedure_type_id desks returns_at',
    }),
    reception_numbers: classified({ none: 'municipality_id counter_id visit_date last_number' }),
    waitlists: classified({ none: 'municipality_id counter_id visit_date last_number' }),
    procedure_types: classified({
      none: `municipality_id id code names duration_minutes display_order public archived
             collects_card`,
    }),
    counter_procedure_types: classified({
      none: 'municipality_id counter_id procedure_type_id offered quota',
    }),
    counter_rules: classified({
      none: `municipality_id counter_id opens_at closes_at days_ahead days_before change_days_before
             cancel_days_before`,
    }),
  },
  kept: [
    {
      label: 'reservation.staff.privacy.bookings',
      about: 'residents',
      tables: [
        'reservations',
        'reservation_seats',
        'reservation_reminders',
        'calls',
        'closure_parties',
      ],
      rules: ['reservation.bookings'],
    },
    /* columns of the same table that go much earlier (release_expired_holds) */
    { label: 'reservation.staff.privacy.contacts', about: 'residents', tables: ['reservations'] },
    { label: 'reservation.staff.privacy.drafts', about: 'residents', tables: ['reservations'] },
    {
      label: 'reservation.staff.privacy.waitlist',
      about: 'residents',
      tables: ['waitlist_entries'],
      rules: ['reservation.waitlist'],
    },
  ],
  retention: [
    {
      id: 'reservation.bookings',
      label: 'reservation.staff.privacy.bookings_rule',
      action: 'anonymise',
      days: { default: 90, min: 1, max: 3650 },
      apply: () => import('./actions/anonymise_old_reservations.js'),
    },
    {
      id: 'reservation.waitlist',
      label: 'reservation.staff.privacy.waitlist_rule',
      action: 'delete',
      days: { default: 90, min: 1, max: 3650 },
      apply: () => import('./actions/delete_old_entries.js'),
    },
  ],
  stored: () => import('./queries/stored_resident_data.js'),
  of: () => import('./queries/reservations_of_person.js'),
  erase: () => import('./actions/person_eraser.js'),
}
