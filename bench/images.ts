// Two streams of camera pictures into the view, as a stereo camera on a robot sends them.
import { openStage } from './browser/stage.ts'
import type { Course } from './harness/Result.ts'
import { bare } from './images/bare.ts'
import { ours } from './images/ours.ts'
import { Pictures } from './images/pictures.ts'
import { MEASURE_MS } from './images/watch.ts'
import { options, roundsOr } from './support/caseOptions.ts'
import { compare } from './support/compare.ts'
import { type Measure, measureOf, report } from './support/report.ts'

const HERTZ = 30
const SIZE = { width: 640, height: 360 }

await using stage = await openStage()
const pictures = await Pictures.make(stage.browser)
let courses: Course[] = []
const result = await compare(
  async () => (await bare(stage, pictures, HERTZ, SIZE)).figures,
  async () => {
    const { figures, courses: followed } = await ours(stage, pictures, HERTZ, SIZE)
    courses = followed
    return figures
  },
  { rounds: roundsOr(options.full ? 1 : 3), warmUp: false },
)
const row = (figure: string, what: string, unit: string, better: Measure['better'] = 'less') =>
  measureOf(result, figure, what, unit, { better })
await report(
  'images',
  [
    row('arrived', 'messages that arrived', 'per second', 'neither'),
    row('shown', 'pictures of each stream that were shown', 'per second', 'more'),
    row('frames', 'frames', 'per second', 'neither'),
    row('delay', 'call to the frame that shows it, median', 'ms'),
    row('late', 'call to the frame that shows it, 99 %', 'ms'),
    row('growth', 'delay: last third to first third, difference', 'ms', 'neither'),
    row('busy', 'main thread at work', 'ms per second'),
    row('longest', 'longest callback', 'ms'),
    row('textures', 'textures, most at a time', 'count'),
    row('memory', 'growth of the page’s memory', 'bytes', 'neither'),
  ],
  [`two streams of 1280x720 JPEG at ${HERTZ} Hz for ${Math.round(MEASURE_MS / 1000)} s, drawn on 640x360 pixels`],
  courses,
)
