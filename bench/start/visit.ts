import { setTimeout as delay } from 'node:timers/promises'
import type { Browser, Page } from 'playwright-core'
import { Downloads } from '../browser/Downloads.ts'
import { ObservedPage } from '../browser/ObservedPage.ts'
import type { Recording } from '../browser/Recording.ts'
import type { Figures } from '../support/compare.ts'

const SIZE = { width: 640, height: 360 }
const LIMIT_MS = 60_000
/** What comes after the first frames without being asked for. */
const AFTERWARDS_MS = 1000

interface Entering {
  clickedAt?: number
  frameAt?: number
}

export interface Visit {
  /** Whether a frame has what is waited for; `null`: the page is not one of three.js. */
  readonly whole: ((frame: Recording['frames'][number]) => boolean) | null
  /** Whether it goes on into the headset. */
  readonly enters?: boolean
}

/** Goes to a page with an empty cache, and waits for what it should show. */
export async function visit(browser: Browser, url: string, { whole, enters = false }: Visit): Promise<Figures> {
  await using observed = await ObservedPage.prepare(browser, SIZE)
  const { page, tools } = observed
  const downloads = await Downloads.watch(tools)
  await page.goto(url)
  const { firstAt, wholeAt } = whole ? await shown(observed, whole) : { firstAt: Number.NaN, wholeAt: Number.NaN }
  const start = await observed.read<number>('performance.timeOrigin')
  const entering = enters ? await enter(page) : {}
  await delay(AFTERWARDS_MS)
  const enteredAt = start + (entering.frameAt ?? Number.NaN)
  const [first, entered, all] = [
    await downloads.scripts(wholeAt),
    await downloads.scripts(enteredAt),
    await downloads.scripts(),
  ]
  return {
    first: firstAt - start,
    whole: wholeAt - start,
    entering: (entering.frameAt ?? Number.NaN) - (entering.clickedAt ?? Number.NaN),
    firstRaw: first.raw,
    firstSent: first.sent,
    firstGzip: first.gzip,
    enteredGzip: entered.gzip,
    allSent: all.sent,
    allGzip: all.gzip,
    everything: downloads.everything(),
  }
}

/** When the first frame was drawn, and when the first whole one. */
async function shown(observed: ObservedPage, whole: NonNullable<Visit['whole']>) {
  const end = performance.now() + LIMIT_MS
  for (;;) {
    const { frames } = await observed.read<Recording>('recording')
    const wholeAt = frames.find(whole)?.at
    if (wholeAt !== undefined) return { firstAt: frames[0]!.at, wholeAt }
    if (performance.now() > end) throw new Error(`${observed.page.url()}: the page did not show what it should`)
    await delay(50)
  }
}

/** A person clicks, and the headset shows a frame. */
async function enter(page: Page): Promise<Entering> {
  const button = page.getByRole('button', { name: 'Enter VR' })
  await button.waitFor()
  await page.evaluate(() => {
    const entering: Entering = {}
    Object.assign(globalThis, { entering })
    const listen = { capture: true, once: true }
    addEventListener('click', () => Object.assign(entering, { clickedAt: performance.now() }), listen)
    const { prototype } = XRSession
    const request = prototype.requestAnimationFrame
    prototype.requestAnimationFrame = function (callback) {
      return request.call(this, (time, frame) => {
        entering.frameAt ??= performance.now()
        callback(time, frame)
      })
    }
  })
  await button.click()
  await page.waitForFunction(() => (globalThis as unknown as { entering: Entering }).entering.frameAt !== undefined)
  return page.evaluate(() => (globalThis as unknown as { entering: Entering }).entering)
}
