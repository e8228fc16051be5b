import { extensionPoint } from './extension_point.js'

/** One figure of a municipality by which a monitor sees whether all is well. Nothing personal, no names. */
export interface StatusFigure {
  /** `<module id>.<what is counted>`, e.g. `reservation.seats_out_of_balance`. */
  id: string
  /** One English sentence for whoever reads the figures. */
  help: string
  value: number
  /** Whether nobody needs to look. */
  ok: boolean
}

/** Answers with figures of the municipality whose tenant scope is open. */
export type StatusCheck = () => Promise<StatusFigure[]>

/** Asked of every enabled module, for each municipality, when a monitor asks for `/status` or `/metrics`. */
export const statusChecks = extensionPoint<StatusCheck>('core.status_checks')
