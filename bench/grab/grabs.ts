import { setTimeout as delay } from 'node:timers/promises'
import type { ObservedPage } from '../browser/ObservedPage.ts'
import type { Recording } from '../browser/Recording.ts'
import type { BrowserStage } from '../browser/stage.ts'
import { tracedTasks } from '../browser/tracedTasks.ts'
import { options } from '../support/caseOptions.ts'
import type { Figures } from '../support/compare.ts'
import { quantile } from '../support/statistics.ts'

const WARM_UP = 3
const ONE_BY_ONE = options.quick ? 5 : 15
const TOGETHER = options.quick ? 8 : 24
/** Questions that wait for an answer at a time, where the rate is measured. */
const AT_A_TIME = 4
const TRACED = options.quick ? 3 : 10
/** For each of those, where there is none to wait for. */
const WATCHED_MS = 300

/** What a page's frames do to its main thread, as long as somebody else's pictures are taken. */
export async function noGrabs({ browser }: BrowserStage, page: ObservedPage): Promise<Figures> {
  const before = await page.read<number>('recording.frames.length')
  const tasks = await tracedTasks(browser, page.page, () => delay(TRACED * WATCHED_MS))
  return { blocked: Math.max(...tasks), gap: longestGap(await page.read<Recording>('recording'), before) }
}

const longestGap = ({ frames }: Recording, since: number): number =>
  Math.max(...frames.slice(since + 1).map(({ at }, index) => at - frames[since + index]!.at))

/** Asks for pictures one by one, then several at a time, then with the main thread watched. `grab` gives the bytes of one. */
export async function grabs(
  { browser }: BrowserStage,
  page: ObservedPage,
  grab: () => Promise<Uint8Array>,
): Promise<Figures> {
  for (let index = 0; index < WARM_UP; index += 1) await grab()

  const trips: number[] = []
  const before = await page.read<number>('recording.frames.length')
  let bytes = 0
  for (let index = 0; index < ONE_BY_ONE; index += 1) {
    const start = performance.now()
    bytes = (await grab()).length
    trips.push(performance.now() - start)
  }
  const gap = longestGap(await page.read<Recording>('recording'), before)

  const start = performance.now()
  let left = TOGETHER
  const asker = async () => {
    for (; left > 0; await grab()) left -= 1
  }
  await Promise.all(Array.from({ length: AT_A_TIME }, asker))
  const seconds = (performance.now() - start) / 1000

  const tasks = await tracedTasks(browser, page.page, async () => {
    for (let index = 0; index < TRACED; index += 1) await grab()
  })
  return {
    trip: quantile(trips, 0.5),
    late: Math.max(...trips),
    rate: TOGETHER / seconds,
    blocked: Math.max(...tasks),
    work: tasks.reduce((sum, ms) => sum + ms, 0) / TRACED,
    gap,
    bytes,
  }
}
