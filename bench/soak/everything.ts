import { setTimeout as delay } from 'node:timers/promises'
import type { VuerSession } from 'vuer-xr'
import { Headset } from '../../tests/support/browser/headset.ts'
import { ObservedPage } from '../browser/ObservedPage.ts'
import type { Recording } from '../browser/Recording.ts'
import type { BrowserStage } from '../browser/stage.ts'
import { Audience } from '../fanout/Audience.ts'
import { Pictures } from '../images/pictures.ts'
import { Ticker } from '../stream/Ticker.ts'
import { deferred } from '../support/deferred.ts'
import { memory } from '../support/memory.ts'
import { progress } from '../support/progress.ts'
import { startOurs } from '../support/servers.ts'
import { quantile } from '../support/statistics.ts'
import type { Look } from './Look.ts'
import { move, ownNodes, sharedStore } from './scene.ts'

const HERTZ = 30
const WATCHERS = 5
const GRAB_EVERY_MS = 5000
const SETTLE_MS = 15_000
/** What is taken out of the page, so that it is not the recording that grows. */
const TAKE = '(({ frames }) => { recording.frames = []; recording.uploads = []; return frames })(recording)'

/**
 * A headset with both hands, a scene that moves, comes and goes, camera pictures, pictures for the script, and clients
 * that watch. Looks at it so many times.
 */
export async function everything(
  { browser, certsFolder }: BrowserStage,
  { looks: count, everyMs }: { looks: number; everyMs: number },
): Promise<Look[]> {
  const pictures = await Pictures.make(browser)
  const store = sharedStore()
  const arrived = deferred<VuerSession>()
  let handAges: number[] = []
  await using server = await startOurs(certsFolder, (app) => {
    app.addHandler('HAND_MOVE', ({ ageMs }) => void (ageMs !== undefined && handAges.push(ageMs)))
    app.spawn((session) => {
      void store.subscribe(session)
      arrived.resolve(session)
    })
  })
  await using page = await ObservedPage.open(browser, `https://127.0.0.1:${server.port}/?emulate=quest3`)
  const session = await arrived.promise
  ownNodes(session)
  await using _audience = await Audience.open(server.port, WATCHERS, 2)
  const headset = new Headset(page.page)
  await headset.setInputMode('hand')
  await headset.enter('VR')
  using ticker = new Ticker(HERTZ, (tick) => move(store, session, pictures, tick))

  let trips: number[] = []
  let isOver = false
  const grabbing = (async () => {
    for (; !isOver; await delay(GRAB_EVERY_MS)) {
      const start = performance.now()
      await session.grabRender({ key: 'camera' }, { ttlMs: 60_000 })
      trips.push(performance.now() - start)
    }
  })()

  await page.until('recording.frames.at(-1)?.tick > 0', 60_000, 'the headset showed nothing that moves')
  await delay(SETTLE_MS)
  const looks: Look[] = []
  await page.read(TAKE)
  handAges = []
  trips = []
  const start = performance.now()
  for (let look = 1; look <= count; look += 1) {
    progress(`soak: ${look} of ${count}`)
    const before = performance.now()
    await delay(Math.max(0, start + look * everyMs - before))
    const [frames, ages, taken] = [await page.read<Recording['frames']>(TAKE), handAges, trips]
    const seconds = (performance.now() - before) / 1000
    ;[handAges, trips] = [[], []]
    const shown = frames.filter(({ tick }, index) => tick >= 0 && tick !== frames[index - 1]?.tick)
    looks.push({
      seconds: (performance.now() - start) / 1000,
      framesPerSecond: frames.length / seconds,
      sceneDelay: quantile(
        shown.map(({ at, tick }) => at - ticker.sentAt[tick]!),
        0.5,
      ),
      handsDelay: quantile(ages, 0.5),
      grabTrip: quantile(taken, 0.5),
      pageBytes: await page.memory(),
      serverBytes: (await memory()).live,
      textures: (await page.facts()).textures ?? Number.NaN,
    })
  }
  isOver = true
  await grabbing
  return looks
}
