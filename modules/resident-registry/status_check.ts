import type { StatusCheck } from '@madoguchi/module-kit'
import { areSomeNotIndexed } from './queries/search_residents.js'

/** Whether a change of key was finished. */
const check: StatusCheck = async () => {
  const some = await areSomeNotIndexed()
  return [
    {
      id: 'resident-registry.sealed_with_an_old_key',
      help: '1 where residents are still encrypted with an old key: run "node ace residents:reencrypt".',
      value: some ? 1 : 0,
      ok: !some,
    },
  ]
}

export default check
