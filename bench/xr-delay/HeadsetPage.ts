import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import type { Figures } from '../support/compare.ts'
import { quantile } from '../support/statistics.ts'
import type { Probe } from './Probe.ts'

const PROBE = fileURLToPath(new URL('../../dist/bench/xr-page/probe.js', import.meta.url))
const SETTLE_MS = 3000
const MEASURE_MS = 8000

/** A frame of the headset by its number, and when it was here: milliseconds since 1970. */
export interface Arrival {
  readonly frame: number
  readonly at: number
}

/** The time of this process on the clock of `Arrival`. */
export const preciseNow = (): number => performance.timeOrigin + performance.now()

/** A page with an emulated headset on its person's head, both hands in sight, on a display of so many frames a second. */
export class HeadsetPage {
  readonly #context: BrowserContext
  readonly #page: Page

  private constructor(context: BrowserContext, page: Page) {
    this.#context = context
    this.#page = page
  }

  static async open(browser: Browser, url: string, hertz: number): Promise<HeadsetPage> {
    const context = await browser.newContext({ ignoreHTTPSErrors: true, viewport: { width: 400, height: 300 } })
    const page = await context.newPage()
    await page.addInitScript({ content: `globalThis.hertz = ${hertz}` })
    await page.addInitScript({ path: PROBE })
    await page.goto(url)
    return new HeadsetPage(context, page)
  }

  async enter(): Promise<void> {
    const button = this.#page.getByRole('button', { name: 'Enter VR' })
    await button.waitFor()
    await this.#page.evaluate(() => {
      const { probe, xrDevice } = globalThis as unknown as { probe: Probe; xrDevice: { primaryInputMode: string } }
      probe.watch()
      xrDevice.primaryInputMode = 'hand'
    })
    await button.click()
    await delay(SETTLE_MS)
  }

  /** Gathers what `arrivals` gets in eight seconds, and compares it with when its frames began. */
  async measure(arrivals: Record<string, Arrival[]>): Promise<Figures> {
    const before = await this.#read()
    for (const list of Object.values(arrivals)) list.length = 0
    await delay(MEASURE_MS)
    const taken = Object.entries(arrivals).map(([name, list]) => [name, [...list]] as const)
    const after = await this.#read()
    const figures: Record<string, number> = {
      frames: ((after.frames.length - before.frames.length) * 1000) / (after.at - before.at),
      bytes: (after.bytes - before.bytes) / (after.frames.length - before.frames.length),
    }
    for (const [name, list] of taken) {
      const delays = delaysOf(list, after.frames)
      figures[`${name} rate`] = (list.length * 1000) / MEASURE_MS
      figures[`${name} median`] = quantile(delays, 0.5)
      figures[`${name} p99`] = quantile(delays, 0.99)
    }
    return figures
  }

  #read() {
    return this.#page.evaluate(() => {
      const { frames, bytes } = (globalThis as unknown as { probe: Probe }).probe
      return { frames, bytes, at: performance.timeOrigin + performance.now() }
    })
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#context.close()
  }
}

/** Clocks of two processes. */
const TOLERANCE_MS = 2

/**
 * From the beginning of each frame to its arrival. A page may begin to count some frames later than the probe: by as many
 * as leave no arrival before its frame.
 */
function delaysOf(arrivals: readonly Arrival[], begun: readonly number[]): number[] {
  if (arrivals.length === 0) throw new Error('nothing came from the headset')
  let shift = Number.POSITIVE_INFINITY
  let latest = 0
  for (const { frame, at } of arrivals) {
    while (latest + 1 < begun.length && begun[latest + 1]! <= at + TOLERANCE_MS) latest += 1
    shift = Math.min(shift, latest - frame)
  }
  return arrivals.map(({ frame, at }) => at - begun[frame + shift]!)
}
