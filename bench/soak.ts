// Everything at once, for as long as it takes to see whether something grows: the first third beside the last.
import { openStage } from './browser/stage.ts'
import { ratioAtMost, type Target } from './harness/Target.ts'
import { everything } from './soak/everything.ts'
import { type Look, third } from './soak/Look.ts'
import { options } from './support/caseOptions.ts'
import { type Measure, measureOf, report } from './support/report.ts'

const MINUTES = options.minutes ?? (options.full ? 30 : options.quick ? 0.5 : 2)
const LOOKS = Math.max(12, Math.min(120, Math.round(MINUTES * 6)))
/** Flat, as far as a busy machine lets it be seen; delays move more than memory does. */
const FLAT = ratioAtMost(1.1)
const STEADY = ratioAtMost(1.25)

await using stage = await openStage()
const looks = await everything(stage, { looks: LOOKS, everyMs: (MINUTES * 60_000) / LOOKS })
const result = { reference: [third(looks, 'first')], ours: [third(looks, 'last')] }
const row = (figure: keyof Look, what: string, unit: string, target?: Target, better: Measure['better'] = 'less') =>
  measureOf(result, figure, what, unit, { better, target })
const course = (figure: keyof Look, what: string, unit: string) => ({
  what,
  unit,
  points: looks.map((look) => [look.seconds, look[figure]] as const),
})
await report(
  'soak',
  [
    row('pageBytes', 'memory of the page, garbage collected', 'bytes', FLAT),
    row('serverBytes', 'memory of the server, garbage collected', 'bytes', FLAT),
    row('textures', 'textures', 'count', FLAT),
    row('framesPerSecond', 'frames of the headset', 'per second', undefined, 'more'),
    row('sceneDelay', 'call to frame, median', 'ms', STEADY),
    row('handsDelay', 'headset to handler, by the clocks of both, median', 'ms'),
    row('grabTrip', 'question to picture, median', 'ms', STEADY),
  ],
  [`${MINUTES} minutes; reference: the first third of the time, ours: the last third`],
  [
    course('pageBytes', 'memory of the page', 'bytes'),
    course('serverBytes', 'memory of the server', 'bytes'),
    course('sceneDelay', 'call to frame', 'ms'),
    course('handsDelay', 'headset to handler', 'ms'),
    course('grabTrip', 'question to picture', 'ms'),
  ],
)
