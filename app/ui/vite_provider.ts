import ViteProvider from '@adonisjs/vite/vite_provider'

/**
 * The framework's provider starts Vite's development server in every test
 * process. Tests look at the built assets instead, as production does.
 */
export default class BuiltAssetsViteProvider extends ViteProvider {
  override async start() {
    if (this.app.getEnvironment() !== 'test') await super.start()
  }

  override async shutdown() {
    if (this.app.getEnvironment() !== 'test') await super.shutdown()
  }
}
