/**
 * What a column of an exchanged file may hold. There is no kind for words: what
 * crosses between two deployments names nobody by construction (R110). A list
 * is of the words a column may say; a kind ending in `?` may be empty.
 */
export type FeedColumn =
  | 'link_code'
  | 'counter_code'
  | 'uuid'
  | 'number'
  | 'date'
  | 'moment'
  | 'counter_code?'
  | 'date?'
  | 'moment?'
  | readonly string[]

/** A line of a file, by column. */
export type FeedRow<Columns extends Record<string, FeedColumn> = Record<string, FeedColumn>> =
  Record<keyof Columns & string, string>

/** Files of one kind on their way from one deployment of a municipality to the other. */
export interface ExchangeFeed<Columns extends Record<string, FeedColumn>> {
  /** Lower-case and underscores: `reservations`. The same in both deployments. */
  readonly name: string
  readonly columns: Columns
}

/**
 * Declares a feed in the `api.ts` of the module whose matter it is; whoever sends
 * and whoever receives it names the same one in its manifest's `exchange`.
 */
export function exchangeFeed<const Columns extends Record<string, FeedColumn>>(
  name: string,
  columns: Columns
): ExchangeFeed<Columns> {
  return { name, columns }
}

/**
 * Hands over the lines that no file has told yet and notes them as told, in the
 * transaction that keeps the file; runs in the tenant scope.
 *
 * @param input.everything forget what was told: a new series begins with all there is
 */
export type FeedCollector<Row> = (input: { everything: boolean }) => Promise<Row[]>

/** Why a line was left out, for staff to see to. */
export interface LeftOut {
  /** Its place among those handed over, from 0. */
  row: number
  /** Translation key. */
  because: string
}

/** Takes in the lines of a file in the order they were written; runs in the tenant scope. */
export interface FeedReader<Row> {
  /** Some lines, in one transaction with the note that they were read. */
  read(rows: Row[], file: { id: string }): Promise<LeftOut[]>
  /**
   * Once the files are through with which a series begins, which tell all there
   * is: what was known before and is in none of them is over.
   */
  settle?(files: { ids: string[] }): Promise<void>
  /**
   * Lines left out for want of something that can be created here: they are
   * read again when staff ask for it. `key` is the column that says what a
   * line is about, because a later file may have told better since.
   */
  mends: { because: readonly string[]; key: keyof Row & string }
}

interface Named {
  feed: ExchangeFeed<any>
  /** Translation key of what the files tell; `<label>_about` says it in a sentence. */
  label: string
}
export type SentFeed = Named & { collect: () => Promise<{ default: FeedCollector<any> }> }
export type ReceivedFeed = Named & { reader: () => Promise<{ default: FeedReader<any> }> }
export type FeedDeclaration = SentFeed | ReceivedFeed

type RowOf<Feed> = Feed extends ExchangeFeed<infer Columns> ? FeedRow<Columns> : never

/** Writes a feed's files, in the manifest's `exchange`. */
export function sends<Feed extends ExchangeFeed<any>>(
  feed: Feed,
  label: string,
  collect: () => Promise<{ default: FeedCollector<RowOf<Feed>> }>
): SentFeed {
  return { feed, label, collect }
}

/** Reads a feed's files, in the manifest's `exchange`. */
export function receives<Feed extends ExchangeFeed<any>>(
  feed: Feed,
  label: string,
  reader: () => Promise<{ default: FeedReader<RowOf<Feed>> }>
): ReceivedFeed {
  return { feed, label, reader }
}
