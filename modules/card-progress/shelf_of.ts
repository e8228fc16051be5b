import i18nManager from '@adonisjs/i18n/services/main'
import { readReadableCode } from '#app/exchange/main'
import { linkCodesOf, type ShelfOf } from '#modules/reservation/api'
import { shelvesOfCodes, type PlaceOfCard } from './queries/shelves_of_codes.js'

/** The shelf of each expected visitor's card; one that is not at the counter they come to says where it is. */
const shelfOf: ShelfOf = async (visits) => {
  const codes = new Map<string, string>()
  for (const [id, shown] of await linkCodesOf(visits.map(({ reservationId }) => reservationId))) {
    const code = readReadableCode(shown)
    if (code) codes.set(id, code)
  }
  if (codes.size === 0) return new Map()
  const places = new Map(
    (await shelvesOfCodes([...codes.values()])).map((place) => [place.linkCode, place])
  )
  return new Map(
    visits.flatMap(({ reservationId, counterId }): [string, string][] => {
      const place = places.get(codes.get(reservationId) ?? '')
      const text = place && textOf(place, counterId)
      return text ? [[reservationId, text]] : []
    })
  )
}

function textOf(place: PlaceOfCard, counterId: string): string | null {
  const { t } = words()
  if (place.inTransitTo) return t('on_its_way', { counter: place.inTransitName! })
  if (place.counterId === counterId) return place.shelf
  return t('elsewhere', { counter: place.counterName, shelf: place.shelf ?? '' })
}

function words() {
  const i18n = i18nManager.locale(i18nManager.defaultLocale)
  return {
    t: (key: string, data: Record<string, string>) =>
      i18n.t(`card-progress.staff.visits.${key}`, data),
  }
}

export default shelfOf
