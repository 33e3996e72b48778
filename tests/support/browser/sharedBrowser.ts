import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { launchBrowser, openPage, type WatchedPage } from './chromium.ts'

/**
 * One browser for a test file, and what opens a page in it; `prepare` comes before the page is loaded. A page that asks
 * another machine for anything fails its test, unless the test takes what it asked for.
 */
export function sharedBrowser(): (
  url: string,
  size?: { width: number; height: number },
  prepare?: (page: Page) => Promise<void>,
) => Promise<WatchedPage> {
  let browser: Browser
  let opened: WatchedPage[] = []
  beforeAll(async () => {
    browser = await launchBrowser()
  })
  afterEach(() => {
    const foreign = opened.flatMap((watched) => watched.takeForeign())
    opened = []
    expect(foreign, 'requests that left this machine').toEqual([])
  })
  afterAll(() => browser.close())
  return async (url, size, prepare) => {
    const watched = await openPage(browser, url, size, async (page) => {
      if (new URL(url).searchParams.has('emulate')) await page.addInitScript(leaveEdgesRough)
      await prepare?.(page)
    })
    opened.push(watched)
    return watched
  }
}

/** Smooth edges are most of what software has to draw for two eyes. On the desktop, and in the gallery, they are there. */
function leaveEdgesRough(): void {
  const { getContext } = HTMLCanvasElement.prototype
  HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, type: string, options?: object) {
    return getContext.call(this, type, type === 'webgl2' ? { ...options, antialias: false } : options)
  } as typeof getContext
}
