import { defineModule } from '@madoguchi/module-kit'

/** 印刷: what goes to residents by post. */
export default defineModule({
  id: 'printing',
  version: '1.0.0',
  platform: '^1.0.0',
  title: 'printing.module.title',
  description: 'printing.module.description',
  requires: ['resident-registry'],
  handlesResidentData: true,

  translations: 'resources/lang',
  commands: [() => import('./commands.js')],
})
