import type { ObservedPage } from '../browser/ObservedPage.ts'
import type { Recording } from '../browser/Recording.ts'
import { expectSameDrawing } from '../browser/sameDrawing.ts'
import type { BrowserStage } from '../browser/stage.ts'
import { tracedTasks } from '../browser/tracedTasks.ts'
import type { Figures } from '../support/compare.ts'
import { memory } from '../support/memory.ts'
import type { Content } from './Content.ts'

const LIMIT_MS = 120_000

/** Sends a content to a page that shows nothing yet, and says what it took until all of it was drawn. */
export async function show(
  { browser }: BrowserStage,
  who: string,
  page: ObservedPage,
  { name, drawn, count }: Content,
  send: () => void,
): Promise<Figures> {
  await page.until('recording.frames.length > 0', LIMIT_MS, `${who} drew nothing`)
  const [pageBefore, serverBefore, received] = [await page.memory(), await memory(), await page.receivedBytes()]
  let calledAt = Number.NaN
  let calledMs = Number.NaN
  const tasks = await tracedTasks(browser, page.page, async () => {
    calledAt = performance.timeOrigin + performance.now()
    send()
    calledMs = performance.timeOrigin + performance.now() - calledAt
    const isThere = `recording.frames.at(-1).${drawn} >= ${count}`
    await page.until(isThere, LIMIT_MS, `${name}: after two minutes ${who} has not drawn all of it`)
  })
  const { frames } = await page.read<Recording>('recording')
  const since = (holds: (drawnNow: number) => boolean) =>
    frames.find((frame) => frame.at >= calledAt && holds(frame[drawn]))!.at - calledAt
  expectSameDrawing(name, who, await page.facts())
  return {
    call: calledMs,
    first: since((drawnNow) => drawnNow > 0),
    whole: since((drawnNow) => drawnNow >= count),
    blocked: Math.max(...tasks),
    bytes: (await page.receivedBytes()) - received,
    page: (await page.memory()) - pageBefore,
    server: (await memory()).live - serverBefore.live,
  }
}
