import type { Router } from '@adonisjs/core/http'
import type { DomainEvent, EventListener } from './event.js'
import type { FeedDeclaration } from './exchange_feed.js'
import type { FieldTypeDeclaration, Subject } from './field.js'
import type { ExtensionFilling, ExtensionPoint } from './extension_point.js'
import type { PersonalDataDeclaration } from './personal_data.js'
import type { ReportDeclaration } from './report.js'
import type { RoleId } from './roles.js'
import type { SettingsGroup } from './setting.js'
import type { SlotFilling, UiSlot } from './ui_slot.js'

/** Registers routes; called inside the module's own route group, so paths and names are relative to it. */
export type RouteRegistrar = (router: Router) => void

export interface PermissionDeclaration {
  /** `<module id>.<verb phrase>`, e.g. `reservation.mark_arrival`. */
  id: string
  /** Translation key. */
  label: string
  /** Roles that have it until the municipality changes its permission matrix. */
  roles: RoleId[]
}

export interface MenuEntry {
  /** Translation key. */
  label: string
  /** Full name of the route it leads to. */
  route: string
  /** The permission without which the entry is not shown. */
  permission: string
  /** Smaller comes first; the core uses 0 for the top page and 900 and up for administration. */
  order: number
}

export interface JobDeclaration {
  /** `<module id>.<verb phrase>`. */
  name: string
  /** Called outside any transaction with the municipality the job is for. */
  handler: () => Promise<{ default: (payload: any) => Promise<void> }>
  /** Cron expression (Asia/Tokyo): run for every municipality that has the module enabled and is not suspended. */
  schedule?: string
  /**
   * true: run for those others too. For what no switch puts off: erasing at
   * its time, sealing, and bringing to an end what is kept until it has ended.
   */
  always?: boolean
}

/** Everything a module brings, as data. A key left out means the module brings none of that. */
export interface ModuleManifest {
  /** Lower-case, hyphens: `card-progress`. Prefix of its permissions, settings, events, routes and views. */
  id: string
  /** Semantic version of the module itself. */
  version: string
  /** Range of platform versions it works with, e.g. `^1.0.0`. */
  platform: string
  /** Translation keys: its name and one sentence on what it does, for the switch in the staff screen. */
  title: string
  description: string
  /**
   * Folder of the module seen from the application root. Left out for
   * `modules/<id>`; a package says `node_modules/<package>/…`. It is part of
   * each migration's identity and must never change.
   */
  root?: string
  /** Modules that must be installed, and enabled for the municipality, before this one. */
  requires?: string[]
  /** Modules whose `api.ts` this one imports but can do without. */
  optional?: string[]
  /** Whether enabling it stores data about residents; refused where a municipality holds none. */
  handlesResidentData: boolean

  /** Full name of the public route residents start at; linked from the municipality's front page. */
  home?: string

  /** Folders below `root`. */
  views?: string
  translations?: string
  migrations?: string

  routes?: {
    /** Below `/<municipality>/`, no sign-in. */
    public?: () => Promise<{ default: RouteRegistrar }>
    /** Below `/<municipality>/staff/`, signed in; each route names its permission with `can()`. */
    staff?: () => Promise<{ default: RouteRegistrar }>
  }
  /** Ace command loaders, as in adonisrc.ts. */
  commands?: (() => Promise<any>)[]
  jobs?: JobDeclaration[]

  permissions?: PermissionDeclaration[]
  menu?: MenuEntry[]
  settings?: SettingsGroup<any>
  /** Kinds of record that take configurable fields, and kinds of field. */
  subjects?: Subject[]
  fieldTypes?: FieldTypeDeclaration[]
  /** Lists and counts staff look at, print and take away. */
  reports?: ReportDeclaration[]
  /** What its tables hold about people, how long, and how one person's is told and erased. */
  personalData?: PersonalDataDeclaration
  /** Events it publishes, so that a listener of an unknown event is told at boot. */
  events?: DomainEvent<any>[]
  listens?: EventListener[]
  /** Extension points it asks, and those of others it answers. */
  provides?: ExtensionPoint<any>[]
  fills?: ExtensionFilling[]
  /** Files it sends to and receives from the municipality's other deployment. */
  exchange?: FeedDeclaration[]
  /** Slots on its pages, and those of others it fills. */
  slots?: UiSlot<any>[]
  fillsSlots?: SlotFilling[]

  /** Fills a municipality of the demo installation; runs in its tenant scope. */
  demo?: () => Promise<{ default: (municipality: { id: number; name: string }) => Promise<void> }>
  lifecycle?: () => Promise<{ default: ModuleLifecycle }>
}

/** Each step is idempotent and runs in the municipality's tenant scope. */
export interface ModuleLifecycle {
  /** Prepares a municipality's first use, e.g. default rows. */
  enable?(): Promise<void>
  /** Translation keys of the reasons why the module cannot be switched off now; empty when it can. */
  canDisable?(): Promise<string[]>
  /** Runs when it is switched off. Never deletes data. */
  disable?(): Promise<void>
}
