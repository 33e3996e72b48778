// From the address to the first frame: our page with an empty cache beside a page of three.js, over the same TLS.
import { robotFolder } from './big/robot.ts'
import { openStage } from './browser/stage.ts'
import { atMost, type Target } from './harness/Target.ts'
import { bare, compressPages } from './start/bare.ts'
import { ours, type Visitor } from './start/ours.ts'
import { visit } from './start/visit.ts'
import { options, roundsOr } from './support/caseOptions.ts'
import { type Comparison, compare } from './support/compare.ts'
import { progress } from './support/progress.ts'
import { type Measure, measureOf, report } from './support/report.ts'

/** Of Vuer's page, which took 2.57 s on such a machine in another run. */
const FIRST_OBJECT_MS = 0.4 * 2570
const FIRST_SCRIPTS_BYTES = 380_000
const XR_SCRIPTS_BYTES = 60_000
const VISITORS: Visitor[] = ['boxes', 'a URDF', 'hands in VR']

await using stage = await openStage()
await (options.url === undefined ? compareVisits() : visitOnly(options.url))

async function compareVisits(): Promise<void> {
  await using robot = await robotFolder()
  await compressPages()
  const measures: Measure[] = []
  const results = new Map<Visitor, Comparison>()
  for (const visitor of VISITORS) {
    progress(`start: ${visitor}`)
    const result = await compare(
      () => bare(stage, robot.folder, visitor),
      () => ours(stage, robot.folder, visitor),
      { rounds: roundsOr(5), warmUp: false },
    )
    results.set(visitor, result)
    measures.push(...rowsOf(visitor, result))
  }
  measures.push(...moreInVR(results.get('boxes')!, results.get('hands in VR')!))
  await report('start', measures, ['The emulator of a headset is not counted among the scripts.'])
}

function rowsOf(visitor: string, result: Comparison): Measure[] {
  const row = (figure: string, what: string, unit: string, target?: Target) =>
    measureOf(result, figure, `${visitor}: ${what}`, unit, { target })
  const isFirst = visitor === 'boxes'
  const shared = [
    row('first', 'address to first frame', 'ms'),
    row('whole', 'address to first frame with it', 'ms', isFirst ? atMost(FIRST_OBJECT_MS) : undefined),
    row('firstRaw', 'scripts before the first frame with it', 'bytes'),
    row('firstSent', 'scripts before the first frame with it, as they travelled', 'bytes'),
    row(
      'firstGzip',
      'scripts before the first frame with it, gzip',
      'bytes',
      isFirst ? atMost(FIRST_SCRIPTS_BYTES) : undefined,
    ),
    row('allSent', 'all scripts, as they travelled', 'bytes'),
    row('allGzip', 'all scripts, gzip', 'bytes'),
    row('everything', 'everything, as it travelled', 'bytes'),
  ]
  const isVR = visitor === 'hands in VR'
  return isVR ? [...shared, row('entering', 'click to first frame in the headset', 'ms')] : shared
}

/** The scripts of a visitor in VR beside those of one with boxes: until the headset shows a frame, and all of them. */
function moreInVR(boxes: Comparison, hands: Comparison): Measure[] {
  const more = hands.ours.map(({ enteredGzip, allGzip }, round) => {
    const { allGzip: without } = boxes.ours[round]!
    return { entered: enteredGzip! - without!, all: allGzip! - without! }
  })
  const row = (figure: 'entered' | 'all', what: string, target?: Target) =>
    measureOf({ reference: [], ours: more }, figure, `hands in VR: ${what}, more than with boxes, gzip`, 'bytes', {
      target,
    })
  return [
    row('entered', 'scripts before the first frame in the headset', atMost(XR_SCRIPTS_BYTES)),
    row('all', 'all scripts'),
  ]
}

/** Any page of three.js: until it draws something. */
async function visitOnly(url: string): Promise<void> {
  const look = () => visit(stage.browser, url, { whole: ({ triangles, points }) => triangles + points > 0 })
  const result = await compare(null, look, { rounds: roundsOr(5), warmUp: false })
  await report('start-url', rowsOf('page', result), [url])
}
