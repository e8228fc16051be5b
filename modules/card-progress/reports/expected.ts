import type { LoadReport } from '@madoguchi/module-kit'
import { formatReadableCode } from '#app/exchange/main'
import { inTokyo } from '#app/ui/main'
import { expectedOn, type ExpectedCard } from '../queries/expected_on.js'
import { statusWords } from '../queries/status_words.js'

/** 当日予約一覧: the cards that are fetched on a day, in the order in which they are taken from the shelves (R86). */
const expected: LoadReport = async ({ i18n, from, counterIds }) => {
  const t = (key: string, values?: object) => i18n.t(`card-progress.staff.${key}`, values as any)
  const words = await statusWords(i18n)
  const placeOf = ({ counterName, inTransitName, inStock, shelf }: ExpectedCard) => {
    if (inTransitName) return t('visits.on_its_way', { counter: inTransitName })
    return inStock ? shelf : t('visits.not_in_stock', { counter: counterName })
  }
  return {
    columns: [
      { label: t('words.counter') },
      { label: t('words.shelf') },
      { label: t('reports.columns.booked_for') },
      { label: t('words.reference') },
      { label: t('words.link_code') },
      { label: t('words.card_number') },
      { label: t('words.status') },
    ],
    rows: (await expectedOn(from, counterIds)).map((card) => [
      ...[card.counterName, placeOf(card), inTokyo(card.reservedAt).toFormat('HH:mm')],
      ...[card.reference, formatReadableCode(card.linkCode), card.cardNumber],
      words.full(card.status, card.statusVariant),
    ]),
    notes: [t('reports.notes.still_expected')],
  }
}

export default expected
