import { defineConfig, formatters, loaders } from '@adonisjs/i18n'
import app from '@adonisjs/core/services/app'
import { translationPaths } from '#app/module_system/installed_modules'

export default defineConfig({
  defaultLocale: 'ja',
  formatter: formatters.icu(),
  loaders: [
    loaders.fs({ location: app.languageFilesPath() }),
    /** One folder of languages per module, so that a module brings its own words. */
    ...translationPaths().map((path) => loaders.fs({ location: app.makePath(path) })),
  ],
})
