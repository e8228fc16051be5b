import type { ModuleManifest } from '#app/module_kit/main'
import accounts from '#modules/accounts/module'
import cardProgress from '#modules/card-progress/module'
import printing from '#modules/printing/module'
import reservation from '#modules/reservation/module'
import residentRegistry from '#modules/resident-registry/module'

/**
 * The installed modules: the only list of them in the whole code base.
 * A vendor's module adds a line here (`node ace configure <package>` does it);
 * each municipality then switches modules on and off in the staff screens.
 */
const installed: ModuleManifest[] = [
  reservation,
  accounts,
  residentRegistry,
  cardProgress,
  printing,
]

export default installed
