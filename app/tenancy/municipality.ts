/** A banner as it is shown now: the service rests between these moments (ISO). */
export interface ShownNotice {
  startsAt: string
  endsAt: string
  forResidents: boolean
  note: string | null
}

/** What every request needs to know of a municipality; read often, changed rarely, see MunicipalityDirectory. */
export interface Municipality {
  id: number
  /** 全国地方公共団体コード, six digits. */
  code: string
  /** Its part of every address: `/<slug>/…`. */
  slug: string
  /** Host name under which it is reached without the slug, if it has one of its own. */
  host: string | null
  name: string
  nameKana: string
  /** Heading of its pages; its name where it set none. */
  headerTitle: string | null
  postalCode: string | null
  address: string | null
  department: string | null
  phone: string | null
  fax: string | null
  email: string | null
  homepage: string | null
  /** Whether residents can reach its pages today (表示, 適用期間). */
  visible: boolean
  /** Closed by the deployment's operator: nobody reaches any of its pages. */
  suspended: boolean
  /** false: 住民情報を持たない, and no module or field that holds any can be used. */
  holdsResidentData: boolean
  modules: ReadonlySet<string>
  /** What its pages announce now; see app/operations. */
  notices: readonly ShownNotice[]
  /** Values by `<group>.<key>`; read through a SettingsGroup, which knows types and defaults. */
  settings: Readonly<Record<string, unknown>>
  /** The version of each subject's fields in force, where it changed any. */
  fieldVersions: Readonly<Record<string, number>>
  /** Its own words for residents' texts, by language and translation key; see app/wording. */
  wordings: Readonly<Record<string, Readonly<Record<string, string>>>>
}
