import edge from 'edge.js'
import type { ApplicationService } from '@adonisjs/core/types'
import { registerEdgeGlobals } from './edge_globals.js'

/** Gives every view the formatters and what the components need. */
export default class UiProvider {
  constructor(protected app: ApplicationService) {}

  /** Views change on disk only where somebody is working on them; tests see them kept as production does. */
  get #viewsStay() {
    return this.app.inProduction || this.app.inTest
  }

  async boot() {
    edge.configure({ cache: this.#viewsStay })
    registerEdgeGlobals(edge)
  }

  /**
   * Edge looks for components on disk whenever a request first touches a view,
   * in production too, where none can appear: that was a seventh of the work
   * of a booking. By now every module has mounted its views.
   */
  async start() {
    if (!this.#viewsStay) return
    const components = edge.loader.listComponents()
    edge.loader.listComponents = () => components
  }
}
