import type { HttpContext } from '@adonisjs/core/http'
import router from '@adonisjs/core/services/router'
import { inForce } from '#app/module_system/main'
import { municipalities, type Municipality } from '#app/tenancy/main'

/** Where somebody arrives who has no deeper address. */
export default class FrontDoorController {
  /** `/`: straight to the only municipality of an office installation; a list in the cloud. */
  async handle({ response, view }: HttpContext) {
    const visible = (await municipalities.all()).filter((municipality) => municipality.visible)
    if (visible.length === 1) return response.redirect().toPath(`/${visible[0].slug}`)
    return view.render('pages/front_door', { municipalities: visible })
  }

  /** `/<slug>`: straight to the only thing a resident can do here; otherwise a choice. */
  async municipality({ response, tenant, view }: HttpContext) {
    const choices = homesOf(tenant.municipality)
    if (choices.length === 1) return response.redirect().toPath(choices[0].url)
    return view.render('pages/municipality', { choices })
  }
}

function homesOf(municipality: Municipality) {
  return inForce(municipality).flatMap(({ home, title, description }) =>
    home
      ? { title, description, url: router.makeUrl(home, { municipality: municipality.slug }) }
      : []
  )
}
