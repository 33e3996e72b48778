import { setTimeout as delay } from 'node:timers/promises'
import { figuresBetween, type ObservedPage } from '../browser/ObservedPage.ts'
import type { Course } from '../harness/Result.ts'
import type { Ticker } from '../stream/Ticker.ts'
import { options } from '../support/caseOptions.ts'
import type { Figures } from '../support/compare.ts'
import { quantile } from '../support/statistics.ts'
import { type Pictures, STREAMS } from './pictures.ts'

const SETTLE_MS = 1500
export const MEASURE_MS = 60_000 * (options.minutes ?? (options.full ? 5 : options.quick ? 0.05 : 0.15))
/** Looks at memory during that time. */
const LOOKS = 20

/** What came of two streams of pictures: shown a second, delay, work, and textures over time. */
export async function watch(
  page: ObservedPage,
  ticker: Ticker,
  pictures: Pictures,
): Promise<{ figures: Figures; courses: Course[] }> {
  await page.until(`recording.uploads.length >= ${STREAMS.length}`, 30_000, 'the page showed no picture')
  await delay(SETTLE_MS)
  await page.read('recording.longestMs = 0')
  const before = await page.sample()
  const pageBefore = await page.memory()
  const textures: [number, number][] = []
  const start = performance.now()
  for (let look = 0; look < LOOKS; look += 1) {
    await delay(Math.max(0, start + ((look + 1) * MEASURE_MS) / LOOKS - performance.now()))
    textures.push([(performance.now() - start) / 1000, (await page.facts()).textures ?? Number.NaN])
  }
  const after = await page.sample()
  const uploads = after.recording.uploads.slice(before.recording.uploads.length)
  const delays = uploads.map(({ at, encodedBytes }) => {
    const sent = ticker.sentAt.findLastIndex((sentAt) => sentAt <= at)
    const picture = pictures.identify(encodedBytes, sent)
    if (!picture) throw new Error(`the page showed a picture of ${encodedBytes} bytes, which nobody sent`)
    return at - ticker.sentAt[picture.tick]!
  })
  const third = Math.floor(delays.length / 3)
  const { busy, longest, frames } = figuresBetween(before, after)
  return {
    figures: {
      arrived: (after.recording.messages - before.recording.messages) / (after.time - before.time),
      shown: uploads.length / STREAMS.length / (after.time - before.time),
      delay: quantile(delays, 0.5),
      late: quantile(delays, 0.99),
      growth: quantile(delays.slice(-third), 0.5) - quantile(delays.slice(0, third), 0.5),
      busy: busy!,
      longest: longest!,
      frames: frames!,
      textures: Math.max(...textures.map(([, count]) => count)),
      memory: (await page.memory()) - pageBefore,
    },
    courses: [{ what: 'textures', unit: 'count', points: textures }],
  }
}
