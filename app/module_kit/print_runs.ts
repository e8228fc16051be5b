import type { I18n } from '@adonisjs/i18n'
import { extensionPoint } from './extension_point.js'

export const DOCUMENT_STATES = ['waiting', 'making', 'done', 'cancelled', 'failed'] as const
export type DocumentState = (typeof DOCUMENT_STATES)[number]

/** Whose documents somebody may see. */
export interface DocumentSight {
  staffId: string
  /** Others' too. */
  all: boolean
  /** What they may do. */
  permissions: string[]
}

export interface AskedDocuments {
  states: readonly DocumentState[]
  /** ISO time: older ones than this; null for the newest. */
  before: string | null
  limit: number
}

/** A document, or a run of printing, as 印刷の一覧 shows it. */
export interface ListedDocument {
  id: string
  title: string
  /** What it is about: the period, the counter, the paper. */
  facts: string[]
  state: DocumentState
  /** Of a long run: how many there are to be, and how many are done. */
  progress: { done: number; of: number } | null
  pages: number | null
  /** The name of who printed it. */
  by: string
  createdAt: Date
  /** Below the staff pages, where it is opened; null when there is nothing to open. */
  path: string | null
  /** Where a form is sent that cancels it; null when it cannot be. */
  cancelPath: string | null
  /** When its files go; null when it has none. */
  keptUntil: Date | null
}

/** What a module prints in runs of its own, newest first, as far as somebody may see it; runs in the tenant scope. */
export type PrintRuns = (
  sight: DocumentSight,
  asked: AskedDocuments,
  i18n: I18n
) => Promise<ListedDocument[]>

/** 印刷の一覧 asks the modules for their runs, which have pages of their own. */
export const printRuns = extensionPoint<PrintRuns>('core.print_runs')
