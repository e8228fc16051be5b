import { prettyPrintError } from '@adonisjs/core'
import type { Kernel } from '@adonisjs/core/ace'
import { bootErrorSentence } from '#app/runtime/boot_error_sentence'

/**
 * Prints what kept a process from starting. Troubles of configuration are one
 * sentence; everything else comes with its stack trace.
 *
 * @param error Whatever was thrown
 */
export async function printBootError(error: unknown): Promise<void> {
  const sentence = bootErrorSentence(error)
  if (sentence) console.error(sentence)
  else await prettyPrintError(error as object)
}

/**
 * Makes ace do the same: it catches what a command throws, and what booting the
 * application for it throws, before anyone outside sees it.
 *
 * @example
 * ignitor.ace().configure(async (app) => explainErrors(await app.container.make('ace')))
 */
export function explainErrors(kernel: Pick<Kernel, 'errorHandler'>): void {
  const { errorHandler } = kernel
  kernel.errorHandler = {
    ...errorHandler,
    async render(error, ...rest) {
      const sentence = bootErrorSentence(error)
      if (sentence) console.error(sentence)
      else await errorHandler.render(error, ...rest)
    },
  } as typeof errorHandler
}
