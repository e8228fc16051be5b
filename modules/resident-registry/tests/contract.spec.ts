import { registerModuleContractSuite } from '@madoguchi/module-kit/contract_suite'
import residentRegistry from '../module.js'

registerModuleContractSuite(residentRegistry)
