import type { ModuleManifest } from '#app/module_kit/main'
import { standardTypes } from '#app/fields/standard_types'
import { staffSettings } from '#app/staff/settings'
import { corePersonalData } from './core_personal_data.js'

/** What the core itself declares, in the form modules use: always enabled, first everywhere. */
export const coreManifest = {
  id: 'core',
  permissions: [
    {
      id: 'core.view_audit',
      label: 'core.permissions.view_audit',
      roles: ['system_administrator', 'auditor'],
    },
    {
      id: 'core.export_audit',
      label: 'core.permissions.export_audit',
      roles: ['system_administrator', 'auditor'],
    },
    {
      id: 'core.manage_staff',
      label: 'core.permissions.manage_staff',
      roles: ['system_administrator'],
    },
    {
      id: 'core.manage_municipality',
      label: 'core.permissions.manage_municipality',
      roles: ['system_administrator'],
    },
    {
      id: 'core.manage_texts',
      label: 'core.permissions.manage_texts',
      roles: ['system_administrator', 'counter_manager'],
    },
    {
      id: 'core.manage_modules',
      label: 'core.permissions.manage_modules',
      roles: ['system_administrator'],
    },
    {
      id: 'core.manage_counters',
      label: 'core.permissions.manage_counters',
      roles: ['system_administrator', 'counter_manager'],
    },
    {
      id: 'core.manage_fields',
      label: 'core.permissions.manage_fields',
      roles: ['system_administrator'],
    },
    {
      id: 'core.view_reports',
      label: 'reports.permissions.view',
      roles: ['system_administrator', 'counter_manager', 'counter_clerk', 'auditor'],
    },
    {
      id: 'core.view_documents',
      label: 'documents.permissions.view',
      roles: [
        'system_administrator',
        'counter_manager',
        'counter_clerk',
        'proxy_operator',
        'auditor',
      ],
    },
    {
      id: 'core.view_all_documents',
      label: 'documents.permissions.view_all',
      roles: ['system_administrator'],
    },
    {
      id: 'core.view_mail',
      label: 'core.permissions.view_mail',
      roles: ['system_administrator', 'counter_manager'],
    },
    {
      id: 'core.view_privacy',
      label: 'privacy.permissions.view',
      roles: ['system_administrator', 'auditor'],
    },
    {
      id: 'core.disclose',
      label: 'privacy.permissions.disclose',
      roles: ['system_administrator'],
    },
    {
      id: 'core.erase_person',
      label: 'privacy.permissions.erase_person',
      roles: ['system_administrator'],
    },
  ],
  menu: [
    {
      label: 'reports.menu.reports',
      route: 'staff.reports.index',
      permission: 'core.view_reports',
      order: 800,
    },
    {
      label: 'documents.menu.documents',
      route: 'staff.documents.index',
      permission: 'core.view_documents',
      order: 810,
    },
    {
      label: 'core.menu.counters',
      route: 'staff.counters.index',
      permission: 'core.manage_counters',
      order: 900,
    },
    {
      label: 'core.menu.municipality',
      route: 'staff.municipality.edit',
      permission: 'core.manage_municipality',
      order: 910,
    },
    {
      label: 'core.menu.fields',
      route: 'staff.fields.index',
      permission: 'core.manage_fields',
      order: 912,
    },
    {
      label: 'core.menu.texts',
      route: 'staff.texts.index',
      permission: 'core.manage_texts',
      order: 915,
    },
    {
      label: 'core.menu.mail',
      route: 'staff.mail.index',
      permission: 'core.view_mail',
      order: 920,
    },
    {
      label: 'core.menu.staff',
      route: 'staff.members.index',
      permission: 'core.manage_staff',
      order: 930,
    },
    {
      label: 'core.menu.modules',
      route: 'staff.modules.index',
      permission: 'core.manage_modules',
      order: 940,
    },
    {
      label: 'privacy.menu.privacy',
      route: 'staff.privacy.kept',
      permission: 'core.view_privacy',
      order: 945,
    },
    {
      label: 'core.menu.audit',
      route: 'staff.audit.index',
      permission: 'core.view_audit',
      order: 950,
    },
  ],
  settings: staffSettings,
  personalData: corePersonalData,
  fieldTypes: standardTypes,
  jobs: [
    {
      name: 'core.seal_audit_log',
      handler: () => import('#app/audit/jobs/seal_audit_log'),
      schedule: '*/5 * * * *',
      always: true,
    },
    { name: 'core.index_records', handler: () => import('#app/fields/jobs/index_records') },
    {
      name: 'core.note_availability',
      handler: () => import('#app/operations/jobs/note_availability'),
      schedule: '* * * * *',
      always: true,
    },
    { name: 'core.make_document', handler: () => import('#app/documents/jobs/make_document') },
    {
      name: 'core.tend_documents',
      handler: () => import('#app/documents/jobs/tend_documents'),
      schedule: '* * * * *',
      always: true,
    },
    {
      name: 'core.read_exchange_files',
      handler: () => import('#app/exchange/jobs/read_files'),
    },
    { name: 'core.mend_exchange_file', handler: () => import('#app/exchange/jobs/mend_file') },
    {
      name: 'core.exchange_by_folder',
      handler: () => import('#app/exchange/jobs/exchange_by_folder'),
      schedule: '* * * * *',
    },
    { name: 'core.send_mail', handler: () => import('#app/mail/jobs/send_mail') },
    {
      name: 'core.apply_retention',
      handler: () => import('#app/privacy/jobs/apply_retention'),
      schedule: '30 3 * * *',
      always: true,
    },
  ],
} satisfies Partial<ModuleManifest>
