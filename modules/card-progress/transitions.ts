import { CODES, type CaseStatus, type ProgressCode } from './progress_codes.js'

/** 通常・警告（理由を入力すれば記録できる）・禁止. */
export const VERDICTS = ['normal', 'warn', 'forbidden'] as const
export type Verdict = (typeof VERDICTS)[number]

export const FROM_STATUSES: readonly CaseStatus[] = ['NONE', ...CODES]

type Row = Partial<Record<ProgressCode, Verdict>>

const all = (verdict: Verdict, codes: readonly ProgressCode[] = CODES): Row =>
  Object.fromEntries(codes.map((code) => [code, verdict]))

/** 通常 for these, 警告 for the rest: there is no hard state machine, because offices differ (domain §1.3). */
const usually = (...codes: ProgressCode[]): Row => ({ ...all('warn'), ...all('normal', codes) })

/** What follows what where a municipality has changed nothing. */
const DEFAULTS: Record<CaseStatus, Row> = {
  NONE: { ...usually('ARRIVE'), DISPOSE: 'forbidden', REISSUE: 'forbidden' },
  ARRIVE: usually('INSPECT', 'PRESET', 'STORE', 'NOTIFY', 'RESERVE', 'VISIT', 'VOID'),
  INSPECT: usually('INSPECT', 'PRESET', 'STORE', 'NOTIFY', 'VOID'),
  PRESET: usually('STORE', 'NOTIFY', 'RESERVE', 'VISIT', 'VOID'),
  STORE: usually('STORE', 'NOTIFY', 'RESERVE', 'VISIT', 'ISSUE', 'VOID'),
  NOTIFY: usually('RETURN', 'NOTIFY', 'RESERVE', 'VISIT', 'ISSUE', 'VOID'),
  RETURN: usually('ARRIVE', 'STORE', 'NOTIFY', 'RESERVE', 'VISIT', 'VOID'),
  RESERVE: usually('RESERVE', 'RESV_CANCEL', 'VISIT', 'NOSHOW', 'ISSUE', 'RETURN', 'VOID'),
  RESV_CANCEL: usually('NOTIFY', 'RESERVE', 'VISIT', 'RETURN', 'ISSUE', 'VOID'),
  VISIT: usually('ISSUE', 'SENDBACK', 'VOID'),
  NOSHOW: usually('NOTIFY', 'RESERVE', 'VISIT', 'RETURN', 'VOID'),
  SENDBACK: usually('RESERVE', 'VISIT', 'NOTIFY', 'VOID'),
  ISSUE: { ...usually('RETURN', 'REISSUE'), DISPOSE: 'forbidden' },
  VOID: { ...usually('DISPOSE', 'REISSUE', 'RETURN', 'STORE', 'LOST'), VOID: 'forbidden' },
  DISPOSE: all('forbidden'),
  LOST: { ...all('forbidden'), ARRIVE: 'warn', REISSUE: 'normal' },
  /** The old card may still be handed in, found or lost; it is disposed of, whatever comes of the new one. */
  REISSUE: { ...all('forbidden'), DISPOSE: 'normal', ...all('warn', ['ARRIVE', 'RETURN', 'LOST']) },
}

/**
 * What no municipality can allow: anything after 廃棄, handing over twice or
 * while lost or stopped; a lost card is frozen until it is found.
 */
export function isFixed(from: CaseStatus, to: ProgressCode): boolean {
  if (from === 'DISPOSE') return true
  if (from === 'LOST') return to !== 'ARRIVE' && to !== 'REISSUE'
  return to === 'ISSUE' && (from === 'ISSUE' || from === 'VOID' || from === 'REISSUE')
}

export const defaultVerdict = (from: CaseStatus, to: ProgressCode): Verdict =>
  isFixed(from, to) ? 'forbidden' : (DEFAULTS[from][to] ?? 'warn')

/** The rules in force: the municipality's where it has its own, never past what is fixed. */
export class Rules {
  #own: Map<string, Verdict>

  constructor(own: { from: string; to: string; verdict: Verdict }[]) {
    this.#own = new Map(own.map(({ from, to, verdict }) => [`${from} ${to}`, verdict]))
  }

  verdict(from: CaseStatus, to: ProgressCode): Verdict {
    if (isFixed(from, to)) return 'forbidden'
    return this.#own.get(`${from} ${to}`) ?? defaultVerdict(from, to)
  }
}
