export { createOperator } from './actions/create_operator.js'
