import { configApp } from '@adonisjs/eslint-config'

/** Form and common mistakes; the walls between modules are checked by dependency-cruiser, see .dependency-cruiser.cjs. */
export default configApp({
  name: 'Madoguchi',
  ignores: ['build/**', 'tmp/**', 'public/**', '.adonisjs/**', 'tests/fixtures/**/dist/**'],
})
