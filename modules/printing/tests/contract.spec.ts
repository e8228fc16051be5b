import { registerModuleContractSuite } from '@madoguchi/module-kit/contract_suite'
import printing from '../module.js'

registerModuleContractSuite(printing)
