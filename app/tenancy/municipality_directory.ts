import db from '@adonisjs/lucid/services/db'
import type { Municipality } from './municipality.js'

/** How long a change made in another process may go unnoticed, in milliseconds. */
const FRESH_FOR = 1_000

interface Snapshot {
  readAt: number
  all: Municipality[]
  bySlug: Map<string, Municipality>
  byHost: Map<string, Municipality>
}

/**
 * The municipalities with their enabled modules, settings, wordings,
 * versions of fields and announcements, as a snapshot shared by all requests and read anew at
 * most once a second, so that a public page costs no query for it and a change
 * needs no restart anywhere. Reads on the `system` connection, which may read
 * these tables only.
 */
class MunicipalityDirectory {
  #snapshot: Snapshot | undefined
  #reading: Promise<Snapshot> | undefined

  async bySlug(slug: string) {
    return (await this.#fresh()).bySlug.get(slug)
  }

  async byHost(host: string) {
    return (await this.#fresh()).byHost.get(host)
  }

  async all() {
    return (await this.#fresh()).all
  }

  /** @throws Error when there is no such municipality */
  async byId(id: number) {
    const found = (await this.#fresh()).all.find((municipality) => municipality.id === id)
    if (!found) throw new Error(`There is no municipality with id ${id}.`)
    return found
  }

  /** Forgets the snapshot, after a change made here; one being read may be older than the change and is not kept either. */
  forget() {
    this.#snapshot = undefined
    this.#reading = undefined
  }

  async #fresh(): Promise<Snapshot> {
    if (this.#snapshot && Date.now() - this.#snapshot.readAt < FRESH_FOR) return this.#snapshot
    if (this.#reading) return this.#reading
    const reading = this.#read()
    this.#reading = reading
    try {
      const snapshot = await reading
      if (this.#reading === reading) this.#snapshot = snapshot
      return snapshot
    } finally {
      if (this.#reading === reading) this.#reading = undefined
    }
  }

  async #read(): Promise<Snapshot> {
    const readAt = Date.now()
    const { rows } = await db.connection('system').rawQuery(
      `SELECT m.*,
              m.visible AND m.suspended_at IS NULL AND daterange(m.valid_from, m.valid_until, '[]')
                @> (now() AT TIME ZONE 'Asia/Tokyo')::date AS visible,
              ARRAY(SELECT module_id FROM municipality_modules e
                     WHERE e.municipality_id = m.id AND e.enabled) AS modules,
              COALESCE((SELECT jsonb_agg(jsonb_build_object('startsAt', n.starts_at, 'endsAt', n.ends_at,
                                 'forResidents', n.for_residents, 'note', n.note) ORDER BY n.starts_at)
                          FROM maintenance_notices n
                         WHERE n.municipality_id = m.id AND n.withdrawn_at IS NULL
                           AND n.ends_at > now() AND n.shown_from <= now()), '[]') AS notices,
              COALESCE((SELECT jsonb_object_agg(s.key, s.value) FROM settings s
                         WHERE s.municipality_id = m.id), '{}') AS settings,
              COALESCE((SELECT jsonb_object_agg(f.subject, f.version)
                          FROM (SELECT subject, max(version) AS version FROM field_sets
                                 WHERE municipality_id = m.id GROUP BY subject) f), '{}')
                AS field_versions,
              COALESCE((SELECT jsonb_object_agg(l.locale, l.texts)
                          FROM (SELECT w.locale, jsonb_object_agg(w.key, w.text) AS texts
                                  FROM wordings w WHERE w.municipality_id = m.id
                                 GROUP BY w.locale) l), '{}') AS wordings
         FROM municipalities m
        ORDER BY m.display_order, m.code`
    )
    const all = rows.map(fromRow)
    return {
      readAt,
      all,
      bySlug: new Map(all.map((m: Municipality) => [m.slug, m])),
      byHost: new Map(all.flatMap((m: Municipality) => (m.host ? [[m.host, m]] : []))),
    }
  }
}

function fromRow(row: any): Municipality {
  return {
    id: row.id,
    code: row.code,
    slug: row.slug,
    host: row.host,
    name: row.name,
    nameKana: row.name_kana,
    headerTitle: row.header_title,
    postalCode: row.postal_code,
    address: row.address,
    department: row.department,
    phone: row.phone,
    fax: row.fax,
    email: row.email,
    homepage: row.homepage,
    visible: row.visible,
    suspended: row.suspended_at !== null,
    holdsResidentData: row.holds_resident_data,
    modules: new Set(row.modules),
    notices: row.notices,
    settings: row.settings,
    fieldVersions: row.field_versions,
    wordings: row.wordings,
  }
}

export const municipalities = new MunicipalityDirectory()
