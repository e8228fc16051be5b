import { randomInt } from 'node:crypto'
import { saveProcedureType } from '#modules/reservation/actions/save_procedure_type'
import { procedureTypes } from '#modules/reservation/queries/procedure_types'
import { tenancy } from '#app/tenancy/main'

/** A procedure type, public unless told otherwise. @param options.quota by the id of a counter */
export async function createProcedureType(
  municipality: { id: number },
  options: {
    minutes?: number
    code?: string
    name?: string
    public?: boolean
    collectsCard?: boolean
    offers?: { counterId: string; offered: boolean; quota: number | null }[]
  } = {}
) {
  const code = options.code ?? `T${randomInt(1e9)}`
  return tenancy.run(municipality, async () => {
    await saveProcedureType(
      null,
      {
        code,
        names: { ja: options.name ?? '試験種別' },
        duration_minutes: options.minutes ?? 30,
        display_order: 0,
        public: options.public ?? true,
        collects_card: options.collectsCard ?? true,
        archived: false,
      },
      options.offers ?? []
    )
    return (await procedureTypes('staff')).find((type) => type.code === code)!
  })
}
