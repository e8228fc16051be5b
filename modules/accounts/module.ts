import { defineModule, fill, fillSlot } from '@madoguchi/module-kit'
import { bookerDirectory, bookerDoor, bookerForm, calendarEnd } from '#modules/reservation/api'
import { mayBook } from './api.js'
import { accountSubject } from './account_subject.js'
import { accountsPersonalData } from './personal_data.js'
import { accountSettings } from './settings.js'

/** 利用者ID: residents who are known book under an ID of their own. */
export default defineModule({
  id: 'accounts',
  version: '1.0.0',
  platform: '^1.0.0',
  title: 'accounts.module.title',
  description: 'accounts.module.description',
  requires: ['reservation'],
  handlesResidentData: true,

  views: 'resources/views',
  translations: 'resources/lang',
  migrations: 'database/migrations',
  routes: {
    public: () => import('./routes/public.js'),
    staff: () => import('./routes/staff.js'),
  },
  provides: [mayBook],
  fills: [
    fill(bookerDoor, () => import('./booker_door.js')),
    fill(bookerDirectory, () => import('./booker_directory.js')),
  ],
  fillsSlots: [
    fillSlot(calendarEnd, {
      view: 'accounts::slots/calendar',
      data: () => import('./slot_data.js'),
    }),
    fillSlot(bookerForm, { view: 'accounts::slots/booker', data: () => import('./slot_data.js') }),
  ],

  permissions: [
    {
      id: 'accounts.view',
      label: 'accounts.permissions.view',
      roles: ['system_administrator', 'counter_manager', 'counter_clerk'],
    },
    {
      id: 'accounts.manage',
      label: 'accounts.permissions.manage',
      roles: ['system_administrator', 'counter_manager'],
    },
    {
      id: 'accounts.issue',
      label: 'accounts.permissions.issue',
      roles: ['system_administrator', 'counter_manager'],
    },
  ],
  menu: [
    {
      label: 'accounts.menu.accounts',
      route: 'accounts.staff.accounts',
      permission: 'accounts.view',
      order: 300,
    },
  ],
  settings: accountSettings,
  subjects: [accountSubject],
  personalData: accountsPersonalData,
})
