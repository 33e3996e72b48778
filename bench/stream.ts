// Things that move in a browser: our page beside one that holds three.js and nothing else.
import { lookAt } from './browser/lookAt.ts'
import { openStage } from './browser/stage.ts'
import { atMost, ratioAtLeast, type Target } from './harness/Target.ts'
import { bare } from './stream/bare.ts'
import { ours } from './stream/ours.ts'
import { nameOf, type Setup } from './stream/Setup.ts'
import { isWanted, options, roundsOr } from './support/caseOptions.ts'
import { type Comparison, compare } from './support/compare.ts'
import { progress } from './support/progress.ts'
import { type Measure, measureOf, report } from './support/report.ts'
import { spreadOf } from './support/statistics.ts'

const WINDOW = options.quick
  ? { settleMs: 500, measureMs: 2000, garbageMs: 500 }
  : { settleMs: 1500, measureMs: 3000, garbageMs: 1000 }

const ALL: Setup[] = (['boxes', 'whole boxes', 'instances'] as const).flatMap((things) =>
  [10, 100, 1000, 5000, 20_000].flatMap((count) => [30, 60, 90, 0].map((hertz) => ({ things, count, hertz }))),
)
const USUAL = [
  '100 boxes, 60 Hz',
  '1000 boxes, 60 Hz',
  '1000 whole boxes, 60 Hz',
  '5000 boxes, 60 Hz',
  '20000 instances, 60 Hz',
  '1000 boxes, flood',
]
const setups = ALL.filter((setup) => {
  const name = nameOf(setup)
  return isWanted(name) && (options.full || options.only !== undefined || USUAL.includes(name))
})
if (setups.length === 0) throw new Error(`--only ${options.only}: there is ${ALL.map(nameOf).join('; ')}`)

/** Shares of the bare page’s frame rate, and milliseconds of the main thread for a tick, by setup. */
const FRAME_RATES: Record<string, Target> = {
  '100 boxes, 60 Hz': ratioAtLeast(0.95),
  '1000 boxes, 60 Hz': ratioAtLeast(0.9),
}
const SCRIPT_TIMES: Record<string, Target> = {
  '100 boxes, 60 Hz': atMost(0.15),
  '1000 boxes, 60 Hz': atMost(1),
  '5000 boxes, 60 Hz': atMost(4),
  '20000 instances, 60 Hz': atMost(0.3),
}

await using stage = await openStage()
await (options.url === undefined ? compareStreams() : lookOnly(options.url))

async function compareStreams(): Promise<void> {
  const measures: Measure[] = []
  for (const setup of setups) {
    const name = nameOf(setup)
    progress(`stream: ${name}`)
    const result = await compare(
      () => bare(stage, setup, WINDOW),
      () => ours(stage, setup, WINDOW),
      { rounds: roundsOr(3), warmUp: false },
    )
    measures.push(...rowsOf(name, result))
  }
  await report('stream', measures)
}

/** Any page of three.js, while its own server does whatever it does. */
async function lookOnly(url: string): Promise<void> {
  const result = await compare(null, () => lookAt(stage.browser, url, WINDOW), { rounds: roundsOr(3), warmUp: false })
  // What is only known of pages whose script is ours is left out.
  const known = rowsOf('page', result).filter(({ what, ours }) => ours && what !== 'page: ticks shown')
  await report('stream-url', known, [url])
}

function rowsOf(name: string, result: Comparison): Measure[] {
  const row = (
    figure: string,
    what: string,
    unit: string,
    extra: { better?: Measure['better']; target?: Target | undefined } = {},
  ) => measureOf(result, figure, `${name}: ${what}`, unit, extra)
  return [
    row('ticks', 'ticks shown', 'per second', { better: 'more' }),
    row('frames', 'frames', 'per second', { better: 'more', target: FRAME_RATES[name] }),
    row('script', 'script on the main thread', 'ms per frame'),
    row('outside', 'of it outside of render()', 'ms per frame'),
    row('messages', 'of it reading what came', 'ms per frame'),
    row('writing', 'of it in the frame, outside of render()', 'ms per frame'),
    row('render', 'of it render()', 'ms per frame'),
    row('perTick', 'script outside of render(): decode, apply, write', 'ms per tick', { target: SCRIPT_TIMES[name] }),
    row('busy', 'main thread at work', 'ms per second'),
    row('longest', 'longest callback', 'ms'),
    row('gap', 'longest time between frames', 'ms'),
    row('delay', 'call to frame, median', 'ms', { target: delayTarget(name, result.reference) }),
    row('late', 'call to frame, 99 %', 'ms'),
    row('growth', 'call to frame, median: from the first third to the last', 'ms', { better: 'neither' }),
    row('garbage', 'allocated', 'bytes per frame'),
    row('bytes', 'received', 'bytes per tick'),
  ]
}

/** Two frames of the bare page, at the rates that the goal is for. */
function delayTarget(name: string, reference: readonly { frames?: number }[]): Target | undefined {
  const frames = spreadOf(reference.map((figures) => figures.frames ?? Number.NaN))?.median
  return frames === undefined || !FRAME_RATES[name] ? undefined : atMost(2000 / frames)
}
