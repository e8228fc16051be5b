import db from '@adonisjs/lucid/services/db'
import type { FollowLinkCode } from '@madoguchi/module-kit'
import { tenancy } from '#app/tenancy/main'
import { NOT_LIVE } from './progress_codes.js'

/** The card on its way waits for the code the person has now; those that are dealt with keep the one they had. */
const followLinkCode: FollowLinkCode = async (old, code) => {
  await db.rawQuery(
    `UPDATE card_cases SET link_code = :code
      WHERE municipality_id = :municipality AND link_code = :old AND status <> ALL (:over::text[])`,
    { code, old, over: [...NOT_LIVE], municipality: tenancy.current().municipalityId } as any
  )
}

export default followLinkCode
