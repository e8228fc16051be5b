export { publish } from './publish.js'
export { answersTo } from './extensions.js'
export { inForce, permissionsOf, defaultPermissions, settingsOf, menuFor } from './catalogue.js'
export { installedModules } from './installed_modules.js'
