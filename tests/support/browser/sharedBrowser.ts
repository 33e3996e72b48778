import type { Browser } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { launchBrowser, openPage, type WatchedPage } from './chromium.ts'

/** One browser for a test file, and what opens a page in it. */
export function sharedBrowser(): (url: string, size?: { width: number; height: number }) => Promise<WatchedPage> {
  let browser: Browser
  beforeAll(async () => {
    browser = await launchBrowser()
  })
  afterAll(() => browser.close())
  return (url, size) => openPage(browser, url, size)
}
