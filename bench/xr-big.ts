// Ten thousand boxes at once, for somebody who wears a headset: what happens to the frames meanwhile.
import type { VuerSession } from 'vuer-xr'
import { Headset } from '../tests/support/browser/headset.ts'
import { ObservedPage } from './browser/ObservedPage.ts'
import type { Recording } from './browser/Recording.ts'
import { openStage } from './browser/stage.ts'
import { tracedTasks } from './browser/tracedTasks.ts'
import { CAMERA } from './stream/motion.ts'
import { boxesOf, emptyStage } from './stream/ours.ts'
import { roundsOr } from './support/caseOptions.ts'
import { compare, type Figures } from './support/compare.ts'
import { deferred } from './support/deferred.ts'
import { measureOf, report } from './support/report.ts'
import { startOurs } from './support/servers.ts'
import { quantile } from './support/statistics.ts'

const BOXES = 10_000
const EYES = 2
const TRIANGLES = EYES * 12 * BOXES
const LIMIT_MS = 120_000
/** Frames that are drawn while nothing changes. */
const STILL = 20

await using stage = await openStage()

async function round(): Promise<Figures> {
  const arrived = deferred<VuerSession>()
  await using server = await startOurs(stage.certsFolder, (app) => app.spawn(arrived.resolve))
  await using observed = await ObservedPage.open(stage.browser, `https://127.0.0.1:${server.port}/?emulate=quest3`)
  const session = await arrived.promise
  session.set(emptyStage())
  const headset = new Headset(observed.page)
  await headset.enter('VR')
  await headset.setHead(CAMERA.position, [0, 0, 0, 1])
  await observed.until(`recording.frames.length > ${STILL}`, LIMIT_MS, 'the headset showed nothing')
  let calledAt = Number.NaN
  let calledMs = Number.NaN
  const tasks = await tracedTasks(stage.browser, observed.page, async () => {
    calledAt = performance.timeOrigin + performance.now()
    session.set(emptyStage(...boxesOf(BOXES)))
    calledMs = performance.timeOrigin + performance.now() - calledAt
    const all = `recording.frames.at(-1).triangles >= ${TRIANGLES}`
    await observed.until(all, LIMIT_MS, `after two minutes the headset has not shown all ${BOXES} boxes`)
  })
  const shown = await observed.read<number>('recording.frames.length')
  await observed.until(`recording.frames.length > ${shown + STILL}`, LIMIT_MS, 'the headset stopped')
  const { frames } = await observed.read<Recording>('recording')
  const whole = frames.findIndex(({ at, triangles }) => at >= calledAt && triangles >= TRIANGLES)
  const before = frames.findLastIndex(({ at }) => at < calledAt)
  const gaps = (from: number, to: number) =>
    frames.slice(from + 1, to + 1).map(({ at }, index) => at - frames[from + index]!.at)
  return {
    call: calledMs,
    whole: frames[whole]!.at - calledAt,
    gap: Math.max(...gaps(before, whole)),
    blocked: Math.max(...tasks),
    empty: quantile(gaps(0, before), 0.5),
    full: quantile(gaps(shown, frames.length - 1), 0.5),
  }
}

const result = await compare(null, round, { rounds: roundsOr(3), warmUp: false })
const row = (figure: string, what: string) => measureOf(result, figure, what, 'ms', { better: 'less' })
await report(
  'xr-big',
  [
    row('call', 'the call itself'),
    row('whole', 'call to a frame with all of it'),
    row('gap', 'longest time between frames until then'),
    row('blocked', 'longest task of the main thread'),
    row('empty', 'time between frames before, median'),
    row('full', 'time between frames with all of it, median'),
  ],
  [`${BOXES} boxes in one operation, an emulated headset on 400x300 pixels, drawn in software`],
)
