import { defineModule, listen, type ModuleManifest } from '#app/module_kit/main'
import { installedModules } from '#app/module_system/main'
import {
  reservationArrived,
  reservationCancelled,
  reservationChanged,
  reservationMade,
  reservationNotCome,
  type ReservationFact,
} from '#modules/reservation/api'

const EVENTS = [
  reservationMade,
  reservationChanged,
  reservationCancelled,
  reservationArrived,
  reservationNotCome,
]

/**
 * Installs a module, `ear`, that hears everything of reservations. Only
 * municipalities with it on are heard.
 *
 * @returns what takes it away again
 */
export function installEar(
  hear: (name: string, fact: ReservationFact, municipalityId: number) => Promise<void> | void
) {
  const ear: ModuleManifest = defineModule({
    id: 'ear',
    version: '1.0.0',
    platform: '^1.0.0',
    title: 'ear.title',
    description: 'ear.description',
    handlesResidentData: false,
    requires: ['reservation'],
    listens: EVENTS.map((event) =>
      listen(event, async () => ({
        default: async (fact, { municipalityId }) => hear(event.name, fact, municipalityId),
      }))
    ),
  })
  const list = installedModules() as ModuleManifest[]
  list.push(ear)
  return () => void list.splice(list.indexOf(ear), 1)
}
