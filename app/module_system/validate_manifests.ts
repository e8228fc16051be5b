import semver from 'semver'
import {
  ModuleError,
  personOfLinkCode,
  PLATFORM_VERSION,
  STANDARD_FIELD_TYPES,
  linkCodeReplaced,
  monthlyLines,
  printRuns,
  statusChecks,
  type ModuleManifest,
} from '../module_kit/main.js'

/**
 * Checks the installed manifests against the platform and each other.
 *
 * @returns the manifests ordered so that a module comes after those it requires
 * @throws ModuleError with a sentence naming the module and the mend
 */
export function validateManifests(
  manifests: ModuleManifest[],
  platformVersion: string = PLATFORM_VERSION
): ModuleManifest[] {
  const byId = new Map<string, ModuleManifest>()
  for (const manifest of manifests) {
    checkIdentity(manifest, platformVersion)
    if (byId.has(manifest.id)) {
      throw new ModuleError(
        `Two modules are called "${manifest.id}". Remove one of them from config/modules.ts.`
      )
    }
    byId.set(manifest.id, manifest)
  }
  const ordered = orderByRequirement(manifests, byId)
  checkDeclarations(ordered, byId)
  ordered.forEach(checkSubjects)
  checkFeeds(ordered)
  checkPersonalData(ordered)
  return ordered
}

/** The platform's own words and route names begin with these. */
const TAKEN = [
  'core',
  'operations',
  'exchange',
  'staff',
  'audit',
  'mail',
  'fields',
  'report',
  'reports',
  'documents',
  'errors',
  'ui',
  'operator',
  'privacy',
  'persons',
  'validator',
]

function checkIdentity(manifest: ModuleManifest, platformVersion: string) {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(manifest.id)) {
    throw new ModuleError(
      `"${manifest.id}" cannot be a module id. Use lower-case letters, digits and single hyphens, e.g. "card-progress".`
    )
  }
  if (TAKEN.includes(manifest.id)) {
    throw new ModuleError(
      `A module cannot be called "${manifest.id}": the platform itself uses this name. Choose another id.`
    )
  }
  if (manifest.settings && manifest.settings.id !== manifest.id) {
    throw new ModuleError(
      `Module "${manifest.id}" calls its settings "${manifest.settings.id}". They are stored under the module's own id: defineSettings('${manifest.id}', …).`
    )
  }
  if (!semver.valid(manifest.version)) {
    throw new ModuleError(
      `Module "${manifest.id}" says its version is "${manifest.version}", which is not a semantic version such as 1.0.0.`
    )
  }
  if (!semver.validRange(manifest.platform)) {
    throw new ModuleError(
      `Module "${manifest.id}" wants platform "${manifest.platform}", which is not a version range such as ^1.0.0.`
    )
  }
  if (!semver.satisfies(platformVersion, manifest.platform)) {
    throw new ModuleError(
      `Module "${manifest.id}" ${manifest.version} needs platform ${manifest.platform}, but this is ${platformVersion}. Install a version of the module made for this platform, or remove it from config/modules.ts.`
    )
  }
}

function orderByRequirement(manifests: ModuleManifest[], byId: Map<string, ModuleManifest>) {
  const ordered: ModuleManifest[] = []
  const visiting: string[] = []

  const visit = (manifest: ModuleManifest) => {
    if (ordered.includes(manifest)) return
    if (visiting.includes(manifest.id)) {
      const circle = [...visiting.slice(visiting.indexOf(manifest.id)), manifest.id].join(' → ')
      throw new ModuleError(
        `Modules require each other in a circle: ${circle}. One of them must do without.`
      )
    }
    visiting.push(manifest.id)
    for (const id of manifest.requires ?? []) {
      const required = byId.get(id)
      if (!required) {
        throw new ModuleError(
          `Module "${manifest.id}" requires "${id}", which is not installed. Add it to config/modules.ts, or remove "${manifest.id}".`
        )
      }
      visit(required)
    }
    for (const id of manifest.optional ?? []) {
      const wanted = byId.get(id)
      if (wanted) visit(wanted)
    }
    visiting.pop()
    ordered.push(manifest)
  }

  manifests.forEach(visit)
  return ordered
}

/** What each kind of declaration is called in a message, and where its ids are found. */
const OWNED = [
  { kind: 'permission', ids: (m: ModuleManifest) => m.permissions?.map((p) => p.id) },
  { kind: 'UI slot', ids: (m: ModuleManifest) => m.slots?.map((s) => s.id) },
  { kind: 'extension point', ids: (m: ModuleManifest) => m.provides?.map((p) => p.id) },
  { kind: 'event', ids: (m: ModuleManifest) => m.events?.map((e) => e.name) },
  { kind: 'job', ids: (m: ModuleManifest) => m.jobs?.map((j) => j.name) },
  { kind: 'subject', ids: (m: ModuleManifest) => m.subjects?.map((s) => s.id) },
  { kind: 'report', ids: (m: ModuleManifest) => m.reports?.map((r) => r.id) },
  {
    kind: 'retention rule',
    ids: (m: ModuleManifest) => m.personalData?.retention?.map((r) => r.id),
  },
  { kind: 'field type', ids: (m: ModuleManifest) => m.fieldTypes?.map((t) => t.id) },
] as const

const STANDARD: readonly string[] = STANDARD_FIELD_TYPES

/** What the core itself asks of modules. */
const ASKED_BY_CORE: readonly string[] = [
  statusChecks.id,
  personOfLinkCode.id,
  linkCodeReplaced.id,
  monthlyLines.id,
  printRuns.id,
]

function checkDeclarations(manifests: ModuleManifest[], byId: Map<string, ModuleManifest>) {
  for (const { kind, ids } of OWNED) {
    const owners = new Map<string, string>()
    for (const manifest of manifests) {
      for (const id of ids(manifest) ?? []) {
        const owner = owners.get(id)
        if (owner) {
          throw new ModuleError(
            `The ${kind} "${id}" is declared twice, by "${owner}" and by "${manifest.id}". Rename one of them.`
          )
        }
        if (!id.startsWith(`${manifest.id}.`)) {
          throw new ModuleError(
            `Module "${manifest.id}" declares the ${kind} "${id}". Its name must begin with "${manifest.id}.".`
          )
        }
        owners.set(id, manifest.id)
      }
    }
    checkUses(kind, manifests, owners, byId)
  }
}

/** A use of something nobody declares is a typing mistake, unless its owner is an optional module left out. */
function checkUses(
  kind: string,
  manifests: ModuleManifest[],
  owners: Map<string, string>,
  byId: Map<string, ModuleManifest>
) {
  const usesOf = (manifest: ModuleManifest): string[] => {
    if (kind === 'permission') {
      return [
        ...[...(manifest.menu ?? []), ...(manifest.fillsSlots ?? [])].flatMap(
          ({ permission }) => permission ?? []
        ),
        ...(manifest.reports ?? []).flatMap(({ permission, exportPermission }) => [
          permission,
          ...(exportPermission ? [exportPermission] : []),
        ]),
      ]
    }
    if (kind === 'UI slot') return manifest.fillsSlots?.map((filling) => filling.slot.id) ?? []
    if (kind === 'extension point') return manifest.fills?.map((filling) => filling.point.id) ?? []
    if (kind === 'event') return manifest.listens?.map((listener) => listener.event.name) ?? []
    if (kind === 'field type') {
      return manifest.subjects?.flatMap(({ builtIns }) => builtIns.map(({ type }) => type)) ?? []
    }
    return []
  }
  for (const manifest of manifests) {
    for (const id of usesOf(manifest)) {
      if (owners.has(id)) continue
      const owner = id.split('.')[0]
      const leftOut = manifest.optional?.includes(owner) && !byId.has(owner)
      if (leftOut) continue
      if (kind === 'permission' && owner === 'core') continue
      if (['extension point', 'UI slot'].includes(kind) && ASKED_BY_CORE.includes(id)) continue
      if (kind === 'field type' && STANDARD.includes(id)) continue
      throw new ModuleError(
        `Module "${manifest.id}" uses the ${kind} "${id}", which no installed module declares. Check the name, or list "${owner}" under "requires" or "optional" and install it.`
      )
    }
  }
}

/** Keys of added fields, and the word of the address that adds one. */
const RESERVED_KEY = /^(extra_\d+|new|move)$/

function checkSubjects({ id, subjects }: ModuleManifest) {
  for (const subject of subjects ?? []) {
    if (!/^[a-z][a-z0-9-]*\.[a-z][a-z0-9_]*$/.test(subject.id)) {
      throw new ModuleError(
        `Module "${id}" declares the subject "${subject.id}". It is part of addresses: use lower-case letters, digits and underscores after "${id}.".`
      )
    }
    const keys = subject.builtIns.map(({ key }) => key)
    const wrong = keys.find((key) => !/^[a-z][a-z0-9_]*$/.test(key) || RESERVED_KEY.test(key))
    if (wrong !== undefined) {
      throw new ModuleError(
        `The subject "${subject.id}" calls a field "${wrong}". Use lower-case letters, digits and underscores, and neither "new", "move" nor "extra_1" and the like.`
      )
    }
    const twice = keys.find((key, i) => keys.indexOf(key) !== i)
    if (twice !== undefined) {
      throw new ModuleError(
        `The subject "${subject.id}" declares the field "${twice}" twice. Rename one of them.`
      )
    }
  }
}

/** A file is one module's to write and one module's to read. */
function checkFeeds(manifests: ModuleManifest[]) {
  const owners = new Map<string, string>()
  for (const { id, exchange } of manifests) {
    for (const one of exchange ?? []) {
      const { name } = one.feed
      if (!/^[a-z][a-z_]{0,39}$/.test(name)) {
        throw new ModuleError(
          `Module "${id}" exchanges files called "${name}". Use lower-case letters and underscores.`
        )
      }
      const key = `${'collect' in one ? 'send' : 'receive'} "${name}"`
      const owner = owners.get(key)
      if (owner) {
        throw new ModuleError(
          `Both "${owner}" and "${id}" say that they ${key}. Rename one of the feeds.`
        )
      }
      owners.set(key, id)
    }
  }
}

/** What a module says of its tables' personal data hangs together; whether the tables are so is a test's to see. */
function checkPersonalData(manifests: ModuleManifest[]) {
  const owners = new Map<string, string>()
  for (const { id, personalData } of manifests) {
    const { columns = {}, kept = [], retention = [] } = personalData ?? {}
    for (const [table, classes] of Object.entries(columns)) {
      const owner = owners.get(table)
      if (owner) {
        throw new ModuleError(
          `Both "${owner}" and "${id}" classify the columns of "${table}". A table belongs to one module.`
        )
      }
      owners.set(table, id)
      const told = kept.some(({ tables }) => tables.includes(table))
      if (Object.values(classes).includes('personal') && !told) {
        throw new ModuleError(
          `Module "${id}" keeps personal data in "${table}" and does not say what for. List the table in "personalData.kept".`
        )
      }
    }
    const rules = retention.map((rule) => rule.id)
    for (const { label, tables, rules: ending = [] } of kept) {
      const missing =
        tables.find((table) => !(table in columns)) ?? ending.find((rule) => !rules.includes(rule))
      if (missing === undefined) continue
      throw new ModuleError(
        `Module "${id}" says of "${label}" that it is about "${missing}", which is neither a table it classifies nor a retention rule of its own.`
      )
    }
  }
}
