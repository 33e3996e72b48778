import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { type Browser, type BrowserContext, type CDPSession, chromium } from 'playwright-core'
import type { Figures } from '../support/compare.ts'
import { quantile } from '../support/statistics.ts'
import type { Recording } from './Recording.ts'
import type { Ticker } from './Ticker.ts'

const FLAGS =
  '--headless=new --no-sandbox --use-angle=swiftshader --enable-unsafe-swiftshader --disable-background-networking --disable-component-update --disable-sync --no-first-run --disable-quic'
const PROBE = fileURLToPath(new URL('../../dist/bench/page/probe.js', import.meta.url))
const FIRST_TICK_MS = 30_000
/** From the first frame with boxes until the figures count. */
const SETTLE_MS = 2000
const MEASURE_MS = 5000

export const launch = (): Promise<Browser> =>
  chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: FLAGS.split(' ') })

/** One page under observation. */
export class BrowserPage {
  readonly #context: BrowserContext
  readonly #tools: CDPSession

  private constructor(context: BrowserContext, tools: CDPSession) {
    this.#context = context
    this.#tools = tools
  }

  static async open(browser: Browser, url: string): Promise<BrowserPage> {
    const context = await browser.newContext({ ignoreHTTPSErrors: true, viewport: { width: 400, height: 300 } })
    await context.addInitScript({ path: PROBE })
    const page = await context.newPage()
    const tools = await context.newCDPSession(page)
    await tools.send('Performance.enable')
    await page.goto(url)
    return new BrowserPage(context, tools)
  }

  /** What the page did in five seconds while `ticker` sent, and what it drew. */
  async measure(ticker: Ticker): Promise<{ figures: Figures; facts: Recording['facts'] }> {
    await this.#firstTick()
    await delay(SETTLE_MS)
    const before = await this.#sample()
    await delay(MEASURE_MS)
    const after = await this.#sample()

    const frames = after.recording.frames.slice(before.recording.frames.length)
    const seconds = after.time - before.time
    const shown = frames.filter(({ tick }, index) => index > 0 && tick !== frames[index - 1]?.tick)
    const delays = shown.map(({ at, tick }) => at - ticker.sentAt[tick]!)
    const third = Math.floor(delays.length / 3)
    const scriptMs = (after.script - before.script) * 1000
    const renderMs = after.recording.renderMs - before.recording.renderMs
    const ticksSent = ticker.sentAt.filter((at) => at >= before.wallTime && at < after.wallTime).length
    return {
      facts: after.recording.facts,
      figures: {
        ticks: shown.length / seconds,
        frames: frames.length / seconds,
        script: scriptMs / frames.length,
        apply: (scriptMs - renderMs) / ticksSent,
        busy: ((after.task - before.task) * 1000) / seconds,
        delay: quantile(delays, 0.5),
        late: quantile(delays, 0.99),
        growth: quantile(delays.slice(-third), 0.5) - quantile(delays.slice(0, third), 0.5),
      },
    }
  }

  async #firstTick(): Promise<void> {
    const end = performance.now() + FIRST_TICK_MS
    while (!(await this.#read<boolean>('recording.frames.at(-1)?.tick > 0'))) {
      if (performance.now() > end) throw new Error('the page showed no box')
      await delay(50)
    }
  }

  /** By the developer tools, because our page lets nobody evaluate a string. */
  async #read<T>(expression: string): Promise<T> {
    const { result } = await this.#tools.send('Runtime.evaluate', { expression, returnByValue: true })
    return result.value
  }

  /** The recording, and the browser's own count of the main thread's work, in seconds. */
  async #sample() {
    const recording = await this.#read<Recording>('recording')
    const { metrics } = await this.#tools.send('Performance.getMetrics')
    const metric = (name: string) => metrics.find((each) => each.name === name)?.value ?? Number.NaN
    return {
      recording,
      wallTime: performance.timeOrigin + performance.now(),
      time: metric('Timestamp'),
      script: metric('ScriptDuration'),
      task: metric('TaskDuration'),
    }
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#context.close()
  }
}
