import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { BaseCommand, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'
import type { Piece } from '../print_kind.js'
import type { Sample } from '../print_sample.js'

/** Prints for people who do not exist: to see what it looks like, and how long it takes. */
export abstract class SampleCommand extends BaseCommand {
  static override options: CommandOptions = { startApp: true }

  @flags.number({ description: 'How many', required: true })
  declare sample: number

  @flags.string({ description: 'Folder for the PDFs', default: 'tmp/prints' })
  declare out: string

  /** Which of several was asked for; tells what there is when it is none of them. */
  protected chosen<Choice extends { id: string }>(flag: string, id: string, choices: Choice[]) {
    const chosen = choices.find((choice) => choice.id === id)
    if (chosen && this.sample > 0) return chosen
    this.exitCode = 1
    const ids = choices.map((choice) => choice.id).join(', ')
    this.logger.error(`Give --sample a number from 1 up, and --${flag} one of ${ids}.`)
    return undefined
  }

  protected async print<Made extends Piece>(name: string, sample: Sample<Made>) {
    const { printSample } = await import('../print_sample.js')
    const folder = resolve(this.out)
    await mkdir(folder, { recursive: true })
    const began = performance.now()
    let [records, pages] = [0, 0]
    for await (const part of printSample(this.sample, sample)) {
      await writeFile(join(folder, `${name}-${part.number + 1}.pdf`), part.pdf)
      records += part.records
      pages += part.pages
    }
    const seconds = ((performance.now() - began) / 1000).toFixed(1)
    this.logger.success(`${records} ${name} on ${pages} pages in ${seconds} s: ${folder}`)
  }
}
