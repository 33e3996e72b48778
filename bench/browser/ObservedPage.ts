import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core'
import type { Figures } from '../support/compare.ts'
import { quantile } from '../support/statistics.ts'
import { type AllocationNode, allocatedBytes } from './allocatedBytes.ts'
import type { Facts, Recording } from './Recording.ts'

const PROBE = fileURLToPath(new URL('../../dist/bench/page/probe.js', import.meta.url))
const FIRST_TICK_MS = 60_000
/** Of the sampling of allocations; finer takes more of the time that is measured. */
const SAMPLING_BYTES = 8192

/** How long a page is watched, in milliseconds. */
export interface Window {
  /** From the first frame with something in it until the figures count. */
  readonly settleMs: number
  readonly measureMs: number
  /** After that, with the sampling of allocations on; 0 leaves it out. */
  readonly garbageMs: number
}

/** When ticks were sent, in milliseconds since 1970. */
export interface Ticks {
  readonly sentAt: readonly number[]
}

/** What the browser counts of a page's main thread since it was opened, in seconds, beside the recording of the probe. */
export interface Sample {
  readonly recording: Recording
  readonly wallTime: number
  readonly time: number
  readonly script: number
  readonly task: number
}

/** One page under observation. */
export class ObservedPage {
  readonly page: Page
  readonly tools: CDPSession
  readonly #context: BrowserContext

  private constructor(context: BrowserContext, page: Page, tools: CDPSession) {
    this.#context = context
    this.page = page
    this.tools = tools
  }

  static async open(browser: Browser, url: string, size = { width: 400, height: 300 }): Promise<ObservedPage> {
    const observed = await ObservedPage.prepare(browser, size)
    await observed.page.goto(url)
    return observed
  }

  /** The same, before it has gone anywhere. */
  static async prepare(browser: Browser, viewport: { width: number; height: number }): Promise<ObservedPage> {
    const context = await browser.newContext({ ignoreHTTPSErrors: true, viewport })
    await context.addInitScript({ path: PROBE })
    const page = await context.newPage()
    const tools = await context.newCDPSession(page)
    await tools.send('Performance.enable')
    return new ObservedPage(context, page, tools)
  }

  /** What the page did while ticks were sent, and what it drew. */
  async measure({ sentAt }: Ticks, { settleMs, measureMs, garbageMs }: Window) {
    await this.until('recording.frames.at(-1)?.tick > 0', FIRST_TICK_MS, 'the page showed nothing that moves')
    await delay(settleMs)
    await this.read('recording.longestMs = 0')
    const before = await this.sample()
    await delay(measureMs)
    const after = await this.sample()
    const garbage = garbageMs > 0 ? await this.#garbagePerFrame(garbageMs) : Number.NaN
    return { figures: { ...figuresBetween(before, after, sentAt), garbage }, facts: await this.facts() }
  }

  /** What was drawn last, and how. */
  facts(): Promise<Facts> {
    return this.read<Facts>('factsOfDrawing()')
  }

  /** By the developer tools, because our page lets nobody evaluate a string. */
  async read<T>(expression: string): Promise<T> {
    const { result, exceptionDetails } = await this.tools.send('Runtime.evaluate', { expression, returnByValue: true })
    if (exceptionDetails) throw new Error(`${expression}: ${exceptionDetails.exception?.description}`)
    return result.value
  }

  /** Waits until an expression holds on the page; rejects with `complaint` when it takes too long. */
  async until(expression: string, limitMs: number, complaint: string): Promise<void> {
    const end = performance.now() + limitMs
    while (!(await this.read<boolean>(`Boolean(${expression})`))) {
      if (performance.now() > end) throw new Error(complaint)
      await delay(50)
    }
  }

  async sample(): Promise<Sample> {
    // Asked for together, so that no frame comes between the two.
    const [recording, { metrics }] = await Promise.all([
      this.read<Recording>('recording'),
      this.tools.send('Performance.getMetrics'),
    ])
    const metric = (name: string) => metrics.find((each) => each.name === name)?.value ?? Number.NaN
    return {
      recording,
      wallTime: performance.timeOrigin + performance.now(),
      time: metric('Timestamp'),
      script: metric('ScriptDuration'),
      task: metric('TaskDuration'),
    }
  }

  /** Bytes of files and of messages that the page has got, as they travelled. */
  receivedBytes(): Promise<number> {
    return this.read<number>(
      `performance.getEntriesByType('resource').reduce((sum, file) => sum + file.transferSize, recording.bytes)`,
    )
  }

  /** Bytes on the page's heap and in its array buffers, once garbage has been collected. */
  async memory(): Promise<number> {
    await this.tools.send('HeapProfiler.collectGarbage')
    const usage = (await this.tools.send('Runtime.getHeapUsage')) as { usedSize: number; backingStorageSize?: number }
    return usage.usedSize + (usage.backingStorageSize ?? 0)
  }

  /** Bytes that are allocated on the page's heap for each frame, collected or not, by samples. */
  async #garbagePerFrame(ms: number): Promise<number> {
    const before = await this.read<number>('recording.frames.length')
    await this.tools.send('HeapProfiler.startSampling', {
      samplingInterval: SAMPLING_BYTES,
      includeObjectsCollectedByMajorGC: true,
      includeObjectsCollectedByMinorGC: true,
    })
    await delay(ms)
    const { profile } = await this.tools.send('HeapProfiler.stopSampling')
    const frames = (await this.read<number>('recording.frames.length')) - before
    return frames > 0 ? allocatedBytes(profile.head as AllocationNode) / frames : Number.NaN
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#context.close()
  }
}

/** What happened between two samples. */
export function figuresBetween(before: Sample, after: Sample, sentAt: readonly number[] = []): Figures {
  const { frames, longestMs } = after.recording
  const since = (name: 'renderMs' | 'callbackMs' | 'messageMs' | 'messages' | 'bytes') =>
    after.recording[name] - before.recording[name]
  const drawn = frames.slice(before.recording.frames.length)
  const seconds = after.time - before.time
  const shown = drawn.filter(({ tick }, index) => index > 0 && tick !== drawn[index - 1]?.tick)
  const delays = shown.map(({ at, tick }) => at - sentAt[tick]!)
  const third = Math.floor(delays.length / 3)
  const gaps = drawn.slice(1).map(({ at }, index) => at - drawn[index]!.at)
  const scriptMs = (after.script - before.script) * 1000
  return {
    ticks: shown.length / seconds,
    frames: drawn.length / seconds,
    script: scriptMs / drawn.length,
    messages: since('messageMs') / drawn.length,
    writing: (since('callbackMs') - since('renderMs')) / drawn.length,
    render: since('renderMs') / drawn.length,
    outside: (scriptMs - since('renderMs')) / drawn.length,
    perTick: (scriptMs - since('renderMs')) / since('messages'),
    busy: ((after.task - before.task) * 1000) / seconds,
    longest: longestMs,
    gap: Math.max(...gaps),
    delay: quantile(delays, 0.5),
    late: quantile(delays, 0.99),
    growth: quantile(delays.slice(-third), 0.5) - quantile(delays.slice(0, third), 0.5),
    bytes: since('bytes') / since('messages'),
  }
}
