import type { ApplicationService } from '@adonisjs/core/types'
import type { ModuleManifest } from '#app/module_kit/main'
import { installedModules, moduleDirectory } from './installed_modules.js'
import { checkRoutes, mountRoutes, type MountedRoute } from './mount_routes.js'

/** Mounts what the installed modules contribute to a running application. */
export default class ModuleSystemProvider {
  constructor(protected app: ApplicationService) {}

  async boot() {
    const { default: edge } = await import('edge.js')
    for (const manifest of installedModules()) {
      const views = moduleDirectory(manifest, 'views')
      if (views) edge.mount(manifest.id, this.app.makeURL(views))
    }
    const { renderSlot } = await import('./render_slot.js')
    edge.global(
      'uiSlot',
      (slotId: string, municipality: any, props: Record<string, unknown>, shared?: any) =>
        renderSlot(edge, slotId, municipality, props, shared)
    )
  }

  /** Routes are there for every installed module, whoever has it enabled: the guard decides per request. */
  async start() {
    const mounted = []
    for (const manifest of installedModules()) {
      mounted.push({ manifest, routes: await this.#mountRoutes(manifest) })
    }
    checkRoutes(mounted)
  }

  async #mountRoutes(manifest: ModuleManifest): Promise<MountedRoute[]> {
    const router = await this.app.container.make('router')
    const { publicSide, staffSide } = await import('#start/kernel')
    const { moduleEnabled } = publicSide
    /** A group's callback is synchronous, so what it registers is loaded first. */
    const forResidents = (await manifest.routes?.public?.())?.default
    const forStaff = (await manifest.routes?.staff?.())?.default

    return [
      ...(forResidents
        ? mountRoutes(router, forResidents, {
            prefix: '/:municipality',
            name: manifest.id,
            middleware: [...publicSide.stack, moduleEnabled(manifest.id)],
          })
        : []),
      ...(forStaff
        ? mountRoutes(router, forStaff, {
            prefix: '/:municipality/staff',
            name: `${manifest.id}.staff`,
            middleware: [...staffSide.stack, moduleEnabled(manifest.id)],
          })
        : []),
    ]
  }
}
