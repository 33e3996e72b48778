import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { launchBrowser, openPage, type WatchedPage } from './chromium.ts'

/** One browser for a test file, and what opens a page in it; `prepare` comes before the page is loaded. */
export function sharedBrowser(): (
  url: string,
  size?: { width: number; height: number },
  prepare?: (page: Page) => Promise<void>,
) => Promise<WatchedPage> {
  let browser: Browser
  beforeAll(async () => {
    browser = await launchBrowser()
  })
  afterAll(() => browser.close())
  return (url, size, prepare) => openPage(browser, url, size, prepare)
}
