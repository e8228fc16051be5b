import { exchangeSettings } from '#app/exchange/settings'
import { classified, type ModuleManifest } from '#app/module_kit/main'

/** 連携: files between the two deployments of one municipality (R110); beside the core and always enabled like it. */
export const exchangeManifest = {
  id: 'exchange',
  title: 'exchange.title',
  permissions: [
    {
      id: 'exchange.transfer',
      label: 'exchange.permissions.transfer',
      roles: ['system_administrator', 'counter_manager'],
    },
    {
      id: 'exchange.manage_keys',
      label: 'exchange.permissions.manage_keys',
      roles: ['system_administrator'],
    },
  ],
  menu: [
    {
      label: 'exchange.menu.exchange',
      route: 'staff.exchange.index',
      permission: 'exchange.transfer',
      order: 927,
    },
  ],
  settings: exchangeSettings,
  personalData: {
    columns: {
      exchange_keys: classified({
        none: 'municipality_id fingerprint public_key sealed_private_key made_at retired_at',
      }),
      exchange_partners: classified({
        none: 'municipality_id fingerprint public_key trusted_at retired_at',
      }),
      exchange_series: classified({
        none: `municipality_id direction id feed because started_at last_number acknowledged
               ended_at`,
      }),
      exchange_files: classified({
        /* link codes and codes of counters: FeedColumn has no kind for anything else */
        pseudonymous: 'content staff_id',
        none: `municipality_id id direction series_id number row_count sha256 made_at state rows_read
               created_at read_at written_at`,
      }),
      exchange_left_out: classified({ none: 'municipality_id file_id line because' }),
      exchange_refusals: classified({
        pseudonymous: 'staff_id',
        none: `municipality_id sha256 because feed series_id number missing_from missing_until
               attempts refused_at`,
      }),
    },
    kept: [
      {
        label: 'exchange.privacy.files',
        about: 'residents',
        tables: ['exchange_files'],
        rules: ['exchange.files'],
      },
    ],
    retention: [
      {
        id: 'exchange.files',
        label: 'exchange.privacy.files_rule',
        action: 'anonymise',
        days: { default: 365, min: 31, max: 3650 },
        apply: () => import('#app/exchange/actions/erase_old_files'),
      },
    ],
    stored: () => import('#app/exchange/stored_reasons'),
    erase: () => import('#app/exchange/reason_eraser'),
  },
} satisfies Partial<ModuleManifest>
