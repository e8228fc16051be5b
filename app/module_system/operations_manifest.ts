import { classified, type ModuleManifest } from '#app/module_kit/main'
import { operationsSettings } from '#app/operations/settings'

/** What keeps the service running day by day, beside the core and always enabled like it. */
export const operationsManifest = {
  id: 'operations',
  title: 'operations.title',
  permissions: [
    {
      id: 'operations.manage_notices',
      label: 'operations.permissions.manage_notices',
      roles: ['system_administrator', 'counter_manager'],
    },
    {
      id: 'operations.record_inquiries',
      label: 'operations.permissions.record_inquiries',
      roles: ['system_administrator', 'counter_manager', 'counter_clerk', 'proxy_operator'],
    },
    {
      id: 'operations.export_inquiries',
      label: 'operations.permissions.export_inquiries',
      roles: ['system_administrator', 'counter_manager'],
    },
    {
      id: 'operations.view_monthly',
      label: 'operations.permissions.view_monthly',
      roles: ['system_administrator', 'counter_manager', 'auditor'],
    },
    {
      id: 'operations.see_emergency_contact',
      label: 'operations.permissions.see_emergency_contact',
      roles: ['system_administrator'],
    },
  ],
  menu: [
    {
      label: 'operations.menu.inquiries',
      route: 'staff.inquiries.index',
      permission: 'operations.record_inquiries',
      order: 800,
    },
    {
      label: 'operations.menu.notices',
      route: 'staff.notices.index',
      permission: 'operations.manage_notices',
      order: 925,
    },
  ],
  settings: operationsSettings,
  personalData: {
    columns: {
      availability_spans: classified({ none: 'municipality_id id began_at seen_at closed' }),
      maintenance_notices: classified({
        none: 'municipality_id id starts_at ends_at shown_from for_residents note created_at withdrawn_at',
      }),
      /* free words of somebody who calls: nothing personal belongs there, but nobody can know */
      inquiries: classified({
        personal: 'question answer',
        none: `municipality_id id number received_on counter_id category channel state version
               created_at updated_at`,
      }),
    },
    kept: [
      {
        label: 'privacy.kept.inquiries',
        about: 'residents',
        tables: ['inquiries'],
        rules: ['operations.inquiries'],
      },
    ],
    retention: [
      {
        id: 'operations.inquiries',
        label: 'privacy.rules.inquiries',
        action: 'anonymise',
        days: { default: 1095, min: 30, max: 3650 },
        apply: () => import('#app/operations/actions/erase_old_inquiries'),
      },
    ],
    stored: () => import('#app/operations/stored_inquiries'),
  },
  reports: [
    {
      id: 'operations.monthly',
      label: 'operations.monthly.title',
      permission: 'operations.view_monthly',
      period: 'month',
      load: () => import('#app/operations/reports/monthly'),
    },
  ],
} satisfies Partial<ModuleManifest>
