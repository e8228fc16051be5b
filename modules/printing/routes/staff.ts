import type { Router } from '@adonisjs/core/http'
import { can } from '#app/staff/main'

const PrintsController = () => import('../controllers/staff/prints_controller.js')
const AddressExportController = () => import('../controllers/staff/address_export_controller.js')
const LabelsController = () => import('../controllers/staff/labels_controller.js')
const LettersController = () => import('../controllers/staff/letters_controller.js')
const WordingsController = () => import('../controllers/staff/wordings_controller.js')
const CharactersController = () => import('../controllers/staff/characters_controller.js')
const SetUpController = () => import('../controllers/staff/set_up_controller.js')

/** 印刷. */
export default function routes(router: Router) {
  const [print, setUp] = [can('printing.print'), can('printing.set_up')]
  /** What is printed are names and addresses: as on every page, not for whoever may not see them (R56). */
  const names = [print, can('resident-registry.view')]
  const namesToTake = [...names, can('resident-registry.export')]
  router.where('print', router.matchers.uuid())
  router.where('part', router.matchers.number())
  router.where('sheet', router.matchers.uuid())
  router.where('printer', router.matchers.uuid())
  router.where('wording', router.matchers.uuid())

  router.get('/printing', [PrintsController, 'list']).as('prints').use(print)
  router.get('/printing/prints/:print', [PrintsController, 'show']).as('print').use(print)
  router
    .post('/printing/prints/:print/cancel', [PrintsController, 'cancel'])
    .as('print.cancel')
    .use(print)
  router
    .post('/printing/prints/:print/resume', [PrintsController, 'resume'])
    .as('print.resume')
    .use(print)
  router
    .post('/printing/prints/:print/confirm', [PrintsController, 'confirm'])
    .as('print.confirm')
    .use(print)
  router
    .post('/printing/prints/:print/sending', [PrintsController, 'recordSending'])
    .as('print.sending')
    .use(print)
  router
    .get('/printing/prints/:print/parts/:part', [PrintsController, 'download'])
    .as('print.part')
    .use(names)

  router
    .post('/printing/prints/:print/addresses', [AddressExportController, 'handle'])
    .as('print.addresses')
    .use(namesToTake)

  router.get('/printing/labels', [LabelsController, 'render']).as('labels').use(names)
  router.post('/printing/labels', [LabelsController, 'execute']).as('labels.print').use(names)

  router.get('/printing/letters', [LettersController, 'render']).as('letters').use(names)
  router.post('/printing/letters', [LettersController, 'execute']).as('letters.print').use(names)

  router.get('/printing/wordings', [WordingsController, 'list']).as('wordings').use(setUp)
  router.get('/printing/wordings/new', [WordingsController, 'create']).as('wordings.new').use(setUp)
  router
    .post('/printing/wordings/new', [WordingsController, 'execute'])
    .as('wordings.create')
    .use(setUp)
  router.get('/printing/wordings/:wording', [WordingsController, 'edit']).as('wording').use(setUp)
  router
    .post('/printing/wordings/:wording', [WordingsController, 'execute'])
    .as('wording.save')
    .use(setUp)
  router
    .post('/printing/wordings/:wording/archive', [WordingsController, 'archive'])
    .as('wording.archive')
    .use(setUp)

  router.get('/printing/characters', [CharactersController, 'render']).as('characters').use(setUp)
  router
    .post('/printing/characters/substitutes', [CharactersController, 'choose'])
    .as('substitute')
    .use(setUp)
  router
    .post('/printing/characters/substitutes/remove', [CharactersController, 'remove'])
    .as('substitute.remove')
    .use(setUp)
  router.post('/printing/characters/fonts', [CharactersController, 'addFont']).as('font').use(setUp)
  router
    .post('/printing/characters/fonts/remove', [CharactersController, 'removeFont'])
    .as('font.remove')
    .use(setUp)

  router.get('/printing/set-up', [SetUpController, 'render']).as('set_up').use(setUp)
  router.post('/printing/set-up/sheets', [SetUpController, 'saveSheet']).as('sheet').use(setUp)
  router
    .post('/printing/set-up/printers', [SetUpController, 'savePrinter'])
    .as('printer')
    .use(setUp)
  router
    .post('/printing/set-up/sheets/:sheet/remove', [SetUpController, 'removeSheet'])
    .as('sheet.remove')
    .use(setUp)
  router
    .post('/printing/set-up/printers/:printer/remove', [SetUpController, 'removePrinter'])
    .as('printer.remove')
    .use(setUp)
  router.get('/printing/set-up/frames', [SetUpController, 'frames']).as('frames').use(setUp)
}
