import { registerEdgeGlobals } from './edge_globals.js'

/** Gives every view the formatters and what the components need. */
export default class UiProvider {
  async boot() {
    const { default: edge } = await import('edge.js')
    registerEdgeGlobals(edge)
  }
}
