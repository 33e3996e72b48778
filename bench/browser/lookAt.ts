import { setTimeout as delay } from 'node:timers/promises'
import type { Browser } from 'playwright-core'
import type { Figures } from '../support/compare.ts'
import { figuresBetween, ObservedPage, type Window } from './ObservedPage.ts'

const FIRST_FRAME_MS = 60_000

/** Any page of three.js, as it is: its frames and its main thread, whatever its own server does meanwhile. */
export async function lookAt(browser: Browser, url: string, { settleMs, measureMs }: Window): Promise<Figures> {
  await using observed = await ObservedPage.open(browser, url)
  await observed.until('recording.frames.length > 0', FIRST_FRAME_MS, `${url}: no frame of three.js was drawn`)
  await delay(settleMs)
  await observed.read('recording.longestMs = 0')
  const before = await observed.sample()
  await delay(measureMs)
  return figuresBetween(before, await observed.sample())
}
