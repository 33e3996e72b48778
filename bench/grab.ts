// Pictures of the view for the script: our `grabRender` beside a page that draws and sends its canvas.
import { openStage } from './browser/stage.ts'
import { bare } from './grab/bare.ts'
import { ours, withoutGrabs } from './grab/ours.ts'
import { nameOf, type Picture } from './grab/Picture.ts'
import { atMost, type Target } from './harness/Target.ts'
import { isWanted, options, roundsOr } from './support/caseOptions.ts'
import { compare } from './support/compare.ts'
import { progress } from './support/progress.ts'
import { type Measure, measureOf, report } from './support/report.ts'

const SIZES = [
  { width: 320, height: 240 },
  { width: 1280, height: 720 },
  { width: 1920, height: 1080 },
]
const ALL: Picture[] = [false, true].flatMap((presenting) =>
  SIZES.flatMap((size) => (['jpeg', 'png'] as const).map((format) => ({ ...size, format, presenting }))),
)
const USUAL = [
  '320x240 jpeg, desktop',
  '1280x720 jpeg, desktop',
  '1280x720 png, desktop',
  '1920x1080 jpeg, desktop',
  '1280x720 jpeg, presenting',
]
const pictures = ALL.filter((picture) => {
  const name = nameOf(picture)
  return isWanted(name) && (options.full || options.only !== undefined || USUAL.includes(name))
})
if (pictures.length === 0) throw new Error(`--only ${options.only}: there is ${ALL.map(nameOf).join('; ')}`)

/** Half of Vuer's median, which was measured in another run on such a machine. */
const ROUND_TRIPS: Record<string, Target> = { '1280x720 jpeg, desktop': atMost(24) }
const BLOCKED: Record<string, Target> = { '1280x720 jpeg, desktop': atMost(5) }

await using stage = await openStage()
const measures: Measure[] = []
for (const picture of pictures) {
  const name = nameOf(picture)
  progress(`grab: ${name}`)
  const result = await compare(
    () => (picture.presenting ? withoutGrabs : bare)(stage, picture),
    () => ours(stage, picture),
    { rounds: roundsOr(3), warmUp: false },
  )
  const row = (
    figure: string,
    what: string,
    unit: string,
    extra: { better?: Measure['better']; target?: Target | undefined } = {},
  ) => measures.push(measureOf(result, figure, `${name}: ${what}`, unit, extra))
  row('trip', 'question to picture, median', 'ms', { target: ROUND_TRIPS[name] })
  row('late', 'question to picture, longest', 'ms')
  row('rate', 'pictures, four asked for at a time', 'per second', { better: 'more' })
  row('blocked', 'longest task of the main thread', 'ms', { target: BLOCKED[name] })
  row('work', 'main thread at work for each', 'ms')
  row('gap', 'longest time between frames', 'ms', { better: 'neither' })
  row('bytes', 'picture', 'bytes', { better: 'neither' })
}
await report('grab', measures, [
  'desktop: the reference draws and sends what is on its canvas',
  'presenting: the reference is our own page in the headset while nobody asks for pictures',
])
