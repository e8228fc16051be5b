import { installedModules } from '#app/module_system/main'
import { letterLayouts } from '../api.js'
import { POSTCARD, WINDOW_LETTER, type LetterLayout } from '../letter_layout.js'
import { registerLetterLayoutSuite } from './register_letter_layout_suite.js'

for (const layout of await layoutsToTest()) registerLetterLayoutSuite(layout)

/** The product's own, one a module might bring, and those installed modules do. */
async function layoutsToTest(): Promise<LetterLayout[]> {
  const brought = installedModules()
    .flatMap(({ fills = [] }) => fills)
    .filter(({ point }) => point.id === letterLayouts.id)
  const loaded = await Promise.all(brought.map(({ load }) => load()))
  const own: LetterLayout = {
    ...{ id: 'printing.window_letter', label: 'printing.staff.layouts.window_letter' },
    template: new URL('./templates/plain_letter.typ', import.meta.url),
    paper: { width: 182, height: 257 },
    address: { left: 15, top: 15, width: 86, height: 42 },
    closed: true,
  }
  return [WINDOW_LETTER, POSTCARD, own, ...loaded.flatMap((one) => one.default as LetterLayout[])]
}
