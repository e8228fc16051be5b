import type { ApplicationService } from '@adonisjs/core/types'
import type { ModuleManifest } from '#app/module_kit/main'
import { installedModules, moduleDirectory } from './installed_modules.js'

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
    for (const manifest of installedModules()) await this.#mountRoutes(manifest)
  }

  async #mountRoutes(manifest: ModuleManifest) {
    const router = await this.app.container.make('router')
    const { publicSide, staffSide } = await import('#start/kernel')
    const { moduleEnabled } = publicSide
    /** A group's callback is synchronous, so what it registers is loaded first. */
    const forResidents = (await manifest.routes?.public?.())?.default
    const forStaff = (await manifest.routes?.staff?.())?.default

    if (forResidents) {
      router
        .group(() => forResidents(router))
        .prefix('/:municipality')
        .as(manifest.id)
        .use([...publicSide.stack, moduleEnabled(manifest.id)])
    }
    if (forStaff) {
      router
        .group(() => forStaff(router))
        .prefix('/:municipality/staff')
        .as(`${manifest.id}.staff`)
        .use([...staffSide.stack, moduleEnabled(manifest.id)])
    }
  }
}
