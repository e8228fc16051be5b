import { classified, type PersonalDataDeclaration } from '#app/module_kit/main'

/** The core's own tables; names with a schema are what the framework and the queue keep. */
export const corePersonalData: PersonalDataDeclaration = {
  columns: {
    'municipalities': classified({
      personal: 'contact_person',
      none: `id code slug host name name_kana header_title postal_code address department phone fax
             email homepage display_order visible created_at updated_at service_code valid_from
             valid_until suspended_at holds_resident_data`,
    }),
    'municipality_modules': classified({ none: 'municipality_id module_id enabled changed_at' }),
    /* one of them is the staff's contact in an emergency */
    'settings': classified({ personal: 'value', none: 'municipality_id key updated_at' }),
    'counters': classified({
      none: `municipality_id id code name postal_code address directions phone display_order visible
             valid_from valid_until`,
    }),
    'wordings': classified({ none: 'municipality_id locale key text updated_at' }),
    'field_sets': classified({ none: 'municipality_id subject version definitions changed_at' }),
    'field_values': classified({
      personal: 'text_key date_key number_key',
      pseudonymous: 'record_id',
      none: 'municipality_id subject field position',
    }),
    'field_endings': classified({
      personal: 'ending',
      pseudonymous: 'record_id',
      none: 'municipality_id subject field',
    }),
    'mail_messages': classified({
      personal: 'sealed last_error',
      pseudonymous: 'recipient_hash',
      none: 'municipality_id id template state attempts created_at settled_at',
    }),
    /* documents that say who somebody is are handed out and not kept */
    'documents': classified({
      pseudonymous: 'order_sealed pdf_sealed made_by',
      none: `municipality_id id title facts file_name permission state pages created_at touched_at
             ended_at`,
    }),
    'link_codes': classified({
      personal: 'revoked_because',
      pseudonymous: 'code replaces issued_by revoked_by',
      none: 'municipality_id state issued_at run_id revoked_at',
    }),
    'audit_entries': classified({
      personal: 'staff_login address detail',
      pseudonymous: 'staff_id subject_id',
      none: 'municipality_id seq recorded_at actor_kind request_id action subject_type result',
    }),
    'audit_blocks': classified({
      none: 'municipality_id block sealed_at entries entry_count previous_hash hash',
    }),
    'deletion_records': classified({
      pseudonymous: 'done_by',
      none: 'municipality_id id run_id kind what before_day records recorded_at',
    }),
    'staff_members': classified({
      personal: 'login_id name email',
      pseudonymous: 'id password_hash',
      none: `municipality_id role password_is_temporary suspended valid_from valid_until
             failed_sign_ins locked_until last_signed_in_at created_at`,
    }),
    'staff_counters': classified({ pseudonymous: 'staff_id', none: 'municipality_id counter_id' }),
    'staff_second_factors': classified({
      pseudonymous: 'staff_id sealed_secret recovery_hashes',
      none: 'municipality_id last_step enrolled_at',
    }),
    'staff_reviews': classified({
      pseudonymous: 'staff_id reviewed_by',
      none: 'municipality_id id reviewed_at',
    }),
    'role_permissions': classified({ none: 'municipality_id role permission allowed' }),
    'adonis_schema': classified({ none: 'id name batch migration_time' }),
    'adonis_schema_versions': classified({ none: 'version' }),
    'system.sessions': classified({
      personal: 'data',
      pseudonymous: 'id user_id',
      none: 'expires_at',
    }),
    /* keys of throttles name an address on the network, or a keyed hash of what was typed */
    'system.rate_limits': classified({ personal: 'key', none: 'points expire' }),
    'system.operators': classified({
      personal: 'login_id name',
      pseudonymous: 'id password_hash sealed_secret',
      none: 'last_step failed_sign_ins locked_until last_signed_in_at created_at',
    }),
    'system.operator_entries': classified({
      personal: 'operator_login address',
      none: 'seq recorded_at action municipality_code result detail',
    }),
    ...queueColumns(),
  },
  kept: [
    {
      label: 'privacy.kept.mail',
      about: 'residents',
      tables: ['mail_messages'],
      rules: ['core.unsent_mail', 'core.sent_mail'],
    },
    {
      label: 'privacy.kept.search_keys',
      about: 'residents',
      tables: ['field_values', 'field_endings'],
    },
    {
      label: 'privacy.kept.link_codes',
      about: 'residents',
      tables: ['link_codes'],
      rules: ['core.code_reasons'],
    },
    { label: 'privacy.kept.throttles', about: 'residents', tables: ['system.rate_limits'] },
    { label: 'privacy.kept.audit', about: 'staff', tables: ['audit_entries'] },
    {
      label: 'privacy.kept.staff',
      about: 'staff',
      tables: ['staff_members', 'staff_second_factors', 'staff_counters', 'staff_reviews'],
    },
    {
      label: 'privacy.kept.contacts',
      about: 'staff',
      tables: ['municipalities', 'settings'],
    },
    { label: 'privacy.kept.sessions', about: 'staff', tables: ['system.sessions'] },
    {
      label: 'privacy.kept.operators',
      about: 'staff',
      tables: ['system.operators', 'system.operator_entries'],
    },
  ],
  retention: [
    {
      id: 'core.unsent_mail',
      label: 'privacy.rules.unsent_mail',
      action: 'anonymise',
      days: { default: 7, min: 1, max: 90 },
      apply: () => import('#app/mail/actions/erase_old_mail'),
    },
    {
      id: 'core.sent_mail',
      label: 'privacy.rules.sent_mail',
      action: 'delete',
      days: { default: 365, min: 31, max: 3650 },
      apply: () => import('#app/mail/actions/delete_old_mail'),
    },
    {
      id: 'core.documents',
      label: 'privacy.rules.documents',
      action: 'delete',
      days: { default: 7, min: 1, max: 90 },
      apply: () => import('#app/documents/actions/delete_old_documents'),
    },
    {
      id: 'core.code_reasons',
      label: 'privacy.rules.code_reasons',
      action: 'anonymise',
      days: { default: 365, min: 1, max: 3650 },
      apply: () => import('#app/exchange/actions/end_old_reasons'),
    },
  ],
  stored: () => import('#app/mail/stored_mail'),
  of: () => import('#app/privacy/core_person'),
  erase: () => import('#app/mail/mail_eraser'),
}

/** pg-boss: jobs carry ids only, and what a failed one says of itself must name nobody. */
function queueColumns(): PersonalDataDeclaration['columns'] {
  const job = classified({
    pseudonymous: 'data output source_output',
    none: `id name priority state retry_limit retry_count retry_delay retry_backoff retry_delay_max
           expire_seconds deletion_seconds singleton_key singleton_on group_id group_tier start_after
           created_on started_on completed_on keep_until dead_letter policy heartbeat_on
           heartbeat_seconds blocked blocking pending_dependencies source_name source_id
           source_created_on source_retry_count source_root_id trace_context upsert_by_key`,
  })
  const tables: Record<string, string> = {
    bam: 'id name version status queue table_name command error created_on started_on completed_on',
    instance: `id name host pid version node_version application_name heartbeat_seconds supervise
      schedule migrate persist_queue_stats persist_warnings pool_max pool_total pool_idle pool_waiting
      workers metrics config crash_restarts crash_restarts_since started_on heartbeat_on stopped_on`,
    job_dependency: 'child_name child_id parent_name parent_id',
    queue: `name policy retry_limit retry_delay retry_backoff retry_delay_max expire_seconds
      retention_seconds deletion_seconds dead_letter partition table_name deferred_count blocked_count
      queued_count ready_count warning_queued active_count failed_count total_count retained_count
      retained_on created_delta completed_delta failed_delta delta_on delta_seconds wait_bins run_bins
      ready_oldest_seconds ready_history heartbeat_seconds notify singletons_active monitor_claim_on
      monitor_on maintain_on created_on updated_on`,
    queue_stats: `id name deferred_count queued_count ready_count active_count failed_count total_count
      created_delta completed_delta failed_delta delta_seconds delta_on wait_bins run_bins
      ready_oldest_seconds captured_on`,
    schedule: 'name key kind cron timezone data options created_on updated_on last_job_id',
    subscription: 'event name created_on updated_on',
    version: 'version cron_on bam_on flow_on reindex_on monitor_backoff_on',
    warning: 'id type message data created_on',
  }
  return Object.fromEntries([
    ['pgboss.job', job],
    ...Object.entries(tables).map(([name, none]) => [`pgboss.${name}`, classified({ none })]),
  ])
}
