import { enqueue } from '#app/jobs/main'
import { tenancy } from '#app/tenancy/main'
import { takePrintsLeftAlone } from '../queries/running_print.js'

/** A part takes half a minute at most, twice if something in it does not fit: whoever was at it longer ago is gone. */
const SECONDS_ALONE = 90

/** Has prints taken up again whose process was killed. */
export default async function tendPrints({ municipalityId }: { municipalityId: number }) {
  await tenancy.run({ id: municipalityId }, async () => {
    for (const jobId of await takePrintsLeftAlone(SECONDS_ALONE)) {
      await enqueue('printing.make_print', { jobId })
    }
  })
}
