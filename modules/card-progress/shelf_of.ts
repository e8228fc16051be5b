import i18nManager from '@adonisjs/i18n/services/main'
import type { ShelfOf, ShelfPlace } from '#modules/reservation/api'
import { codesOfVisits } from './queries/codes_of_visits.js'
import { shelvesOfCodes, type PlaceOfCard } from './queries/shelves_of_codes.js'

/** The shelf of each expected visitor's card; one that is not at the counter they come to says where it is. */
const shelfOf: ShelfOf = async (visits) => {
  const codes = await codesOfVisits(visits.map(({ reservationId }) => reservationId))
  if (codes.size === 0) return new Map()
  const places = new Map(
    (await shelvesOfCodes([...codes.values()])).map((place) => [place.linkCode, place])
  )
  return new Map(
    visits.flatMap(({ reservationId, counterId }): [string, ShelfPlace][] => {
      const card = places.get(codes.get(reservationId) ?? '')
      return card ? [[reservationId, placeOf(card, counterId)]] : []
    })
  )
}

function placeOf(card: PlaceOfCard, counterId: string): ShelfPlace {
  const { t } = words()
  const away = (key: string, data: Record<string, string> = {}) => ({
    ...{ text: t(key, data), here: false },
  })
  if (card.status === 'LOST') return away('lost')
  if (card.inTransitTo) return away('on_its_way', { counter: card.inTransitName! })
  if (!card.inStock) return away('not_in_stock')
  if (card.counterId === counterId) return { text: card.shelf ?? '', here: true }
  return away('elsewhere', { counter: card.counterName, shelf: card.shelf ?? '' })
}

function words() {
  const i18n = i18nManager.locale(i18nManager.defaultLocale)
  return {
    t: (key: string, data: Record<string, string>) =>
      i18n.t(`card-progress.staff.visits.${key}`, data),
  }
}

export default shelfOf
