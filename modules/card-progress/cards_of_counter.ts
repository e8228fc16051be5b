import type { SlotData } from '@madoguchi/module-kit'
import { cardsAtCounter } from './queries/cards_at_counter.js'

/** The cards that have to leave a counter before it ends (R121). */
const data: SlotData<{ counterId: string }> = ({ counterId }) => cardsAtCounter(counterId)

export default data
