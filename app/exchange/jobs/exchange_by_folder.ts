import { municipalities } from '#app/tenancy/main'
import { exchangeByFolder } from '../actions/exchange_by_folder.js'
import { exchangeFolder } from '../exchange_folder.js'

/** Every minute, where there is a folder: writes what is due and reads what has come. */
export default async function job({ municipalityId }: { municipalityId: number }) {
  const root = exchangeFolder()
  if (root) await exchangeByFolder(root, await municipalities.byId(municipalityId))
}
