import { registerModuleContractSuite } from '@madoguchi/module-kit/contract_suite'
import accounts from '../module.js'

registerModuleContractSuite(accounts)
