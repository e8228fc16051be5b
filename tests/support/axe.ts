import axe from 'axe-core'
import type { Page } from 'playwright-core'

/**
 * Everything axe finds wrong with a page as it stands, by rule and place. It is
 * asked to describe nothing else: that takes it longer than finding.
 */
export async function violations(page: Page): Promise<string[]> {
  if (await page.evaluate<boolean>('!window.axe')) await page.evaluate(axe.source)
  const { violations: found } = await page.evaluate<axe.AxeResults>(
    `axe.run(document, { resultTypes: ['violations'] })`
  )
  return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`))
}
