import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { BaseCommand, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'

/** Prints labels of people who do not exist: to see what they look like, and how long it takes. */
export default class PrintLabels extends BaseCommand {
  static override commandName = 'print:labels'
  static override description = 'Print address labels of people who do not exist into a folder'
  static override options: CommandOptions = { startApp: true }

  @flags.number({ description: 'How many', required: true })
  declare sample: number

  @flags.string({ description: 'Folder for the PDFs', default: 'tmp/labels' })
  declare out: string

  @flags.string({ description: 'Sheet of labels', default: 'a4-12' })
  declare sheet: string

  override async run() {
    const { COMMON_SHEETS } = await import('../sheet.js')
    const sheet = COMMON_SHEETS.find(({ id }) => id === this.sheet)
    if (!sheet || !(this.sample > 0)) {
      this.exitCode = 1
      const ids = COMMON_SHEETS.map(({ id }) => id).join(', ')
      this.logger.error(`Give --sample a number from 1 up, and --sheet one of ${ids}.`)
      return
    }
    const { printSample } = await import('../print_sample.js')
    const folder = resolve(this.out)
    await mkdir(folder, { recursive: true })
    const began = performance.now()
    let [labels, pages] = [0, 0]
    for await (const part of printSample(this.sample, sheet)) {
      await writeFile(join(folder, `labels-${part.number + 1}.pdf`), part.pdf)
      labels += part.labels
      pages += part.pages
    }
    const seconds = ((performance.now() - began) / 1000).toFixed(1)
    this.logger.success(`${labels} labels on ${pages} sheets in ${seconds} s: ${folder}`)
  }
}
