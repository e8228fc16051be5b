export { operationsSettings } from './settings.js'
