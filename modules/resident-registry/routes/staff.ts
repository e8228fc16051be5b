import type { Router } from '@adonisjs/core/http'
import { can } from '#app/staff/main'
import { traceProbe } from '../trace_probe.js'

const ResidentsController = () => import('../controllers/staff/residents_controller.js')
const ResidentController = () => import('../controllers/staff/resident_controller.js')
const EditResidentController = () => import('../controllers/staff/edit_resident_controller.js')
const StandingController = () => import('../controllers/staff/standing_controller.js')
const LinkCodeController = () => import('../controllers/staff/link_code_controller.js')
const ImportsController = () => import('../controllers/staff/imports_controller.js')
const ImportController = () => import('../controllers/staff/import_controller.js')
const TownsController = () => import('../controllers/staff/towns_controller.js')
const PostalCodeController = () => import('../controllers/staff/postal_code_controller.js')
const ExportController = () => import('../controllers/staff/export_controller.js')

/** 利用者管理. */
export default function routes(router: Router) {
  const may = (what: string) => [can(`resident-registry.${what}`), traceProbe]
  router.where('resident', router.matchers.uuid())
  router.where('import', router.matchers.uuid())
  router.where('change', /^(suspend|resume|deregister|reactivate)$/)

  router.get('/residents', [ResidentsController, 'render']).as('residents').use(may('search'))
  router.post('/residents', [ResidentsController, 'execute']).as('search').use(may('search'))
  router.post('/residents/export', [ExportController]).as('export').use(may('export'))

  router.get('/residents/new', [EditResidentController, 'create']).as('create').use(may('edit'))
  router.post('/residents/new', [EditResidentController, 'store']).as('store').use(may('edit'))

  router.get('/residents/postal-code', [PostalCodeController]).as('postal_code').use(may('edit'))

  router.get('/residents/towns', [TownsController, 'render']).as('towns').use(may('import'))
  router
    .post('/residents/towns', [TownsController, 'execute'])
    .as('towns.replace')
    .use(may('import'))
  router
    .post('/residents/towns/shipped', [TownsController, 'useShipped'])
    .as('towns.use_shipped')
    .use(may('import'))

  router.get('/residents/imports', [ImportsController, 'render']).as('imports').use(may('import'))
  router
    .post('/residents/imports', [ImportsController, 'execute'])
    .as('imports.take')
    .use(may('import'))
  router
    .get('/residents/imports/:import', [ImportController, 'render'])
    .as('import')
    .use(may('import'))
  router
    .get('/residents/imports/:import/mistakes', [ImportController, 'mistakes'])
    .as('import.mistakes')
    .use(may('import'))
  router
    .get('/residents/imports/:import/changes', [ImportController, 'changes'])
    .as('import.changes')
    .use([...may('import'), can('resident-registry.export')])
  router
    .post('/residents/imports/:import/columns', [ImportController, 'check'])
    .as('import.check')
    .use(may('import'))
  router
    .post('/residents/imports/:import/write', [ImportController, 'write'])
    .as('import.write')
    .use(may('import'))
  router
    .post('/residents/imports/:import/cancel', [ImportController, 'cancel'])
    .as('import.cancel')
    .use(may('import'))

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
