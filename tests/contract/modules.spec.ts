import { registerModuleContractSuite } from '@madoguchi/module-kit/contract_suite'
import { installedModules } from '#app/module_system/main'

/** A module of this checkout runs the contract in its own suite; a package has its tests elsewhere, so it is checked here. */
for (const manifest of installedModules().filter(({ root }) => root)) {
  registerModuleContractSuite(manifest)
}
