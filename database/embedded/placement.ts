import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { binariesIn, packagedBinaries, type Binaries } from '#database/embedded/binaries'
import { ensureDataDirectory } from '#database/embedded/data_directory'
import { readSecret, writeSecret } from '#database/embedded/secret_file'
import { serverAccount, type ServerAccount } from '#database/embedded/server_account'
import { SetupError } from '#database/setup_error'

/** Where the cluster lies, which programs serve it and as whom. */
export interface Placement {
  cluster: string
  binaries: Binaries
  account: ServerAccount | null
}

/** Asked by trying, as that account: modes, ACLs, mounts and sandboxes all have a say. */
function canEnter(account: ServerAccount, directory: string) {
  const tried = spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', directory], { ...account, cwd: '/' })
  return tried.status === 0
}

function canRun(account: ServerAccount, program: string) {
  return spawnSync(program, ['--version'], { ...account, cwd: '/' }).status === 0
}

/**
 * A folder the account can enter, for a checkout it cannot: one under /root,
 * say. It outlives a restart of the machine unless the checkout itself is
 * temporary.
 */
function homeElsewhere(dataDirectory: string, account: ServerAccount): string {
  const real = realpathSync(dataDirectory)
  const hash = createHash('sha256').update(real).digest('hex').slice(0, 12)
  const temporary = [tmpdir(), '/tmp', '/var/tmp']
  const isTemporary = temporary.some((place) => real.startsWith(`${place}/`))

  for (const place of isTemporary ? temporary : ['/var/lib', ...temporary]) {
    try {
      /** The random ending keeps others from preparing that folder for us. */
      const home = mkdtempSync(join(place, `madoguchi-${hash}-`))
      chmodSync(home, 0o711)
      if (canEnter(account, home)) return home
      rmSync(home, { recursive: true })
    } catch {
      continue
    }
  }
  throw new SetupError(
    `PostgreSQL does not run as root, and the user it runs as can enter neither ${dataDirectory} nor a temporary folder. Name a folder it can enter in MADOGUCHI_DATA, or run this as an ordinary user.`
  )
}

function chooseHome(dataDirectory: string, account: ServerAccount | null): string {
  const record = join(dataDirectory, 'location')
  const recorded = readSecret(record)
  if (recorded && existsSync(join(recorded, 'postgres', 'PG_VERSION'))) return recorded
  if (!account || canEnter(account, dataDirectory)) return dataDirectory

  if (existsSync(join(dataDirectory, 'postgres', 'PG_VERSION'))) {
    throw new SetupError(
      `The database lies in ${dataDirectory}, which the user PostgreSQL runs as cannot enter any more. Allow entering that folder and the ones above it (chmod a+x), or run this as the user who owns it.`
    )
  }
  if (recorded && existsSync(recorded) && canEnter(account, recorded)) return recorded

  const home = homeElsewhere(dataDirectory, account)
  writeSecret(record, home)
  return home
}

function chooseBinaries(home: string, account: ServerAccount | null): Binaries {
  const packaged = packagedBinaries()
  if (!account || canRun(account, packaged.postgres)) return packaged

  const copy = binariesIn(join(home, `programs-${packaged.version}`), packaged.version)
  if (!canRun(account, copy.postgres)) {
    const draft = `${copy.root}.${process.pid}`
    cpSync(packaged.root, draft, { recursive: true, verbatimSymlinks: true })
    spawnSync('chmod', ['-R', 'a+rX', draft])
    rmSync(copy.root, { recursive: true, force: true })
    renameSync(draft, copy.root)
  }
  return copy
}

/**
 * Finds a place where the account PostgreSQL runs under can work: the data
 * folder where it can, a folder recorded in it where it cannot.
 *
 * @param dataDirectory See `data_directory.ts`
 */
export function placeCluster(dataDirectory: string): Placement {
  ensureDataDirectory(dataDirectory)
  const recorded = readSecret(join(dataDirectory, 'location'))
  const account = serverAccount(join(recorded ?? dataDirectory, 'postgres'))
  const home = chooseHome(dataDirectory, account)
  const cluster = join(home, 'postgres')

  const existing = statSync(cluster, { throwIfNoEntry: false })
  if (existing && !account && process.getuid && existing.uid !== process.getuid()) {
    throw new SetupError(
      `The database in ${cluster} belongs to another user. Run this as the user who ran "npm start" in this folder first, or name a data folder of your own in MADOGUCHI_DATA.`
    )
  }
  if (!existing) {
    mkdirSync(cluster, { mode: 0o700 })
    if (account) chownSync(cluster, account.uid, account.gid)
  }
  return { cluster, account, binaries: chooseBinaries(home, account) }
}
