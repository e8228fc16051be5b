import { BaseCommand, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'

/** Fills an empty deployment with the two municipalities of the demo. */
export default class DemoSeed extends BaseCommand {
  static override commandName = 'demo:seed'
  static override description = 'Fill an empty deployment with two fictional municipalities'
  static override options: CommandOptions = { startApp: true }

  @flags.boolean({
    description: 'Do nothing, and say nothing, when there is a municipality already',
  })
  declare ifEmpty: boolean

  override async run() {
    const { municipalities } = await import('#app/tenancy/main')
    if ((await municipalities.all()).length > 0) {
      if (!this.ifEmpty) {
        this.exitCode = 1
        this.logger.error(
          'There are municipalities already; the demo is only for an empty deployment.'
        )
      }
      return
    }
    const { DEMO } = await import('#database/demo/municipalities')
    for (const demo of DEMO) await this.#seed(demo)
  }

  async #seed(demo: (typeof import('#database/demo/municipalities'))['DEMO'][number]) {
    const { municipalities, provisionMunicipality, tenancy, Counter } =
      await import('#app/tenancy/main')
    const { enableModule, installedModules } = await import('#app/module_system/main')
    const { registerStaff } = await import('#app/staff/main')

    const municipality = await municipalities.byId(await provisionMunicipality(demo))
    const { temporaryPassword } = await tenancy.run(municipality, async () => {
      for (const [index, counter] of demo.counters.entries()) {
        await Counter.create({ municipalityId: municipality.id, ...counter, displayOrder: index })
      }
      /** Modules come after those they require, which are on by then. */
      const modules = new Set<string>()
      for (const manifest of installedModules()) {
        if (!demo.modules.includes(manifest.id)) continue
        await enableModule({ ...municipality, modules }, manifest.id)
        modules.add(manifest.id)
        await (await manifest.demo?.())?.default(municipality)
      }
      return registerStaff({
        loginId: 'admin',
        name: '初期管理者',
        role: 'system_administrator',
      })
    })
    console.log(
      `${municipality.name}　/${municipality.slug}/staff　ログインID admin　初回パスワード ${temporaryPassword}`
    )
  }
}
