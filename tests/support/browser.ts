import { existsSync } from 'node:fs'
import packed from '@sparticuz/chromium'
import { chromium, type Browser, type BrowserContextOptions } from 'playwright-core'

const SYSTEM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** A system's Chromium where there is one, else the one inside the npm package (Linux only). */
export async function openBrowser(): Promise<Browser> {
  const executablePath = SYSTEM.find((path) => existsSync(path)) ?? (await packed.executablePath())
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}

export const PHONE: BrowserContextOptions = { viewport: { width: 320, height: 640 } }
export const DESKTOP: BrowserContextOptions = { viewport: { width: 1280, height: 900 } }

/** A tab of its own, in Japanese, on the suite's server; actions that find nothing fail after five seconds. */
export async function openPage(browser: Browser, options: BrowserContextOptions = {}) {
  const context = await browser.newContext({
    locale: 'ja-JP',
    timezoneId: 'Asia/Tokyo',
    baseURL: `http://localhost:${process.env.PORT}`,
    ...options,
  })
  context.setDefaultTimeout(5_000)
  return context.newPage()
}
