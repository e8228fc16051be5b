import { registerModuleContractSuite } from '@madoguchi/module-kit/contract_suite'
import reservation from '../module.js'

registerModuleContractSuite(reservation)
