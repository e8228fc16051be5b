import type { I18n } from '@adonisjs/i18n'
import { inWords } from './coded_words.js'
import { choiceOf, CODES, NOT_PICKED, variantsOf, type CaseStatus } from './progress_codes.js'

export interface StatusRow {
  code: CaseStatus
  /** The municipality's own name; null where it keeps the usual one. */
  name: string | null
  inUse: boolean
}

/** What a municipality calls each status (R101), on screens, in files and in filters alike. */
export class StatusWords {
  #own: Map<string, StatusRow>
  #full = new Map<string, string>()

  constructor(
    rows: StatusRow[],
    private i18n: I18n
  ) {
    this.#own = new Map(rows.map((row) => [row.code, row]))
  }

  usual(code: string): string {
    return this.i18n.t(`card-progress.staff.codes.${code}`)
  }

  name(code: string): string {
    return this.#own.get(code)?.name ?? this.usual(code)
  }

  inUse(code: string): boolean {
    return this.#own.get(code)?.inUse ?? true
  }

  /** 通知書送付（督促）; the usual variant of some goes without saying. */
  full(code: string, variant: string | null | undefined): string {
    const choice = choiceOf(code, variant)
    let said = this.#full.get(choice)
    if (said === undefined) this.#full.set(choice, (said = this.#say(code, variant)))
    return said
  }

  #say(code: string, variant: string | null | undefined): string {
    if (!variant || (code === 'INSPECT' && variant === 'ok') || variant === 'stored') {
      return this.name(code)
    }
    return this.i18n.t('card-progress.staff.words.with_variant', {
      name: this.name(code),
      variant: this.i18n.t(`card-progress.staff.variants.${variant}`),
    })
  }

  /** What a reservation did, which may be taking an arrival back. */
  step(code: string): string {
    if (code !== 'VISIT_UNDONE') return this.name(code)
    return this.i18n.t('card-progress.staff.visits.visit_undone', { status: this.name('VISIT') })
  }

  /** Where a record comes from that no member of staff made. */
  source(source: string | null): string {
    const known = source === 'reservation' || source === 'file' ? source : 'system'
    return this.i18n.t(`card-progress.staff.sources.${known}`)
  }

  /** Why something was recorded, as it is read. */
  reason(kept: string | null): string | null {
    return inWords(this.i18n, kept)
  }

  /** The statuses in use, for check-boxes. */
  used(): { code: (typeof CODES)[number]; name: string }[] {
    return CODES.filter((code) => this.inUse(code)).map((code) => ({ code, name: this.name(code) }))
  }

  /**
   * What can be picked when recording.
   *
   * @param without choices that have pages of their own
   */
  choices(without: readonly string[] = ['STORE:sent', 'STORE:received']) {
    return CODES.filter((code) => this.inUse(code) && !NOT_PICKED.includes(code)).flatMap((code) =>
      (variantsOf(code).length > 0 ? variantsOf(code) : [null])
        .map((variant) => ({ value: choiceOf(code, variant), label: this.full(code, variant) }))
        .filter(({ value }) => !without.includes(value))
    )
  }
}
