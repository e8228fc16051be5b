import { configApp } from '@adonisjs/eslint-config'

/** Form and common mistakes; the walls between modules are checked by dependency-cruiser, see .dependency-cruiser.cjs. */
export default configApp(
  {
    ignores: ['build/**', 'tmp/**', 'public/**', '.adonisjs/**', 'tests/fixtures/**/dist/**'],
  },
  {
    rules: {
      /** Errors are called E_SOMETHING here, as in the framework. */
      '@typescript-eslint/naming-convention': 'off',
      '@unicorn/no-await-expression-member': 'off',
      /** The ideographic space is part of what people read. */
      'no-irregular-whitespace': [
        'error',
        { skipStrings: true, skipTemplates: true, skipRegExps: true, skipComments: true },
      ],
    },
  }
)
