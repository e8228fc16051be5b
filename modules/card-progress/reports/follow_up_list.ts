import type { Report, ReportRequest } from '@madoguchi/module-kit'
import { formatReadableCode } from '#app/exchange/main'
import { fileDate } from '#app/ui/main'
import { openFollowUps, type FollowUpKind } from '../queries/follow_ups.js'
import { statusWords } from '../queries/status_words.js'

/** More than a person decides in a day. */
const MOST = 20_000

/** What waits for a decision and was due by the day asked for. */
export async function followUpList(
  kind: FollowUpKind,
  { until, counterIds, i18n }: ReportRequest
): Promise<Report> {
  const words = await statusWords(i18n)
  const t = (key: string) => i18n.t(`card-progress.staff.${key}`)
  const due = (await openFollowUps(kind, counterIds, MOST)).filter(({ dueOn }) => dueOn <= until)
  return {
    columns: [
      { label: t('follow_ups.due_on') },
      { label: t('words.link_code') },
      { label: t('words.card_number') },
      { label: t('follow_ups.rule') },
      { label: t('words.status') },
      { label: t('words.happened_on') },
      { label: t('words.counter') },
      { label: t('words.shelf') },
    ],
    rows: due.map((one) => [
      ...[fileDate(one.dueOn), formatReadableCode(one.linkCode), one.cardNumber],
      ...[t(`follow_ups.rules.${one.rule}`), words.name(one.status), fileDate(one.statusOn)],
      ...[one.counterName, one.shelf],
    ]),
    notes: [t('reports.notes.listed_by_night')],
  }
}
