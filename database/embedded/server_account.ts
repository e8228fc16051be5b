import { spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { SetupError } from '#database/setup_error'

/** The account PostgreSQL runs under when that is not our own. */
export interface ServerAccount {
  uid: number
  gid: number
}

function idOf(option: '-u' | '-g', name: string): number | null {
  const id = spawnSync('id', [option, name], { encoding: 'utf8' })
  return id.status === 0 ? Number.parseInt(id.stdout, 10) : null
}

function lookUp(name: string): ServerAccount | null {
  const uid = idOf('-u', name)
  const gid = idOf('-g', name)
  return uid === null || gid === null ? null : { uid, gid }
}

/**
 * PostgreSQL refuses to run as root. As root we hand it to whoever owns the
 * cluster already, otherwise to the user `postgres`, created where missing. As
 * an ordinary user it runs as that user, which is `null` here.
 *
 * @param cluster The folder of the cluster, which need not exist yet
 */
export function serverAccount(cluster: string): ServerAccount | null {
  if (process.getuid?.() !== 0) return null

  const owner = statSync(cluster, { throwIfNoEntry: false })
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }

  const known = lookUp('postgres')
  if (known) return known

  const created = spawnSync('useradd', [
    '--system',
    '--user-group',
    '--no-create-home',
    '--home-dir=/nonexistent',
    '--shell=/usr/sbin/nologin',
    'postgres',
  ])
  const account = lookUp('postgres')
  if (created.status !== 0 || !account) {
    throw new SetupError(
      'PostgreSQL does not run as root and the user "postgres" could not be created. Create it, or run this as an ordinary user, or set DATABASE_URL.'
    )
  }
  return account
}
