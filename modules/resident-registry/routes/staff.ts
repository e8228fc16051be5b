import type { Router } from '@adonisjs/core/http'
import { can } from '#app/staff/main'

const ResidentsController = () => import('../controllers/staff/residents_controller.js')
const ResidentController = () => import('../controllers/staff/resident_controller.js')
const EditResidentController = () => import('../controllers/staff/edit_resident_controller.js')
const StandingController = () => import('../controllers/staff/standing_controller.js')
const LinkCodeController = () => import('../controllers/staff/link_code_controller.js')
const ExportController = () => import('../controllers/staff/export_controller.js')

/** 利用者管理. */
export default function routes(router: Router) {
  const may = (what: string) => can(`resident-registry.${what}`)
  router.where('resident', router.matchers.uuid())
  router.where('change', /^(suspend|resume|deregister|reactivate)$/)

  router.get('/residents', [ResidentsController, 'render']).as('residents').use(may('search'))
  router.post('/residents', [ResidentsController, 'execute']).as('search').use(may('search'))
  router.post('/residents/export', [ExportController]).as('export').use(may('export'))

  router.get('/residents/new', [EditResidentController, 'create']).as('create').use(may('edit'))
  router.post('/residents/new', [EditResidentController, 'store']).as('store').use(may('edit'))

  router
    .get('/residents/link-codes', [LinkCodeController, 'askForAll'])
    .as('link_codes')
    .use(may('issue_codes'))
  router
    .post('/residents/link-codes', [LinkCodeController, 'issueAll'])
    .as('link_codes.issue')
    .use(may('issue_codes'))

  router
    .get('/residents/:resident', [ResidentController, 'render'])
    .as('resident')
    .use(may('search'))
  router
    .get('/residents/:resident/edit', [EditResidentController, 'edit'])
    .as('edit')
    .use(may('edit'))
  router
    .post('/residents/:resident/edit', [EditResidentController, 'update'])
    .as('update')
    .use(may('edit'))
  router
    .get('/residents/:resident/standing/:change', [StandingController, 'render'])
    .as('standing')
    .use(may('edit'))
  router
    .post('/residents/:resident/standing/:change', [StandingController, 'execute'])
    .as('standing.execute')
    .use(may('edit'))
  router
    .post('/residents/:resident/link-code', [LinkCodeController, 'issue'])
    .as('link_code.issue')
    .use(may('issue_codes'))
  router
    .get('/residents/:resident/link-code/replace', [LinkCodeController, 'askToReplace'])
    .as('link_code.ask_to_replace')
    .use(may('issue_codes'))
  router
    .post('/residents/:resident/link-code/replace', [LinkCodeController, 'replace'])
    .as('link_code.replace')
    .use(may('issue_codes'))
}
