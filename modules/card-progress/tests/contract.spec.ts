import { registerModuleContractSuite } from '@madoguchi/module-kit/contract_suite'
import cardProgress from '../module.js'

registerModuleContractSuite(cardProgress)
