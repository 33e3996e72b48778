// Poses of two hands up to a handler: how many a second, how long each takes at 90 Hz, and what many headsets cost.
import { atMost, ratioAtLeast } from './harness/Target.ts'
import { roundsOr } from './support/caseOptions.ts'
import { compare } from './support/compare.ts'
import { type Measure, measureOf, report } from './support/report.ts'
import { certificateFolder, startOurs } from './support/servers.ts'
import { bare, bareHeadsets } from './uplink/bare.ts'
import { ourHeadsets, ours } from './uplink/ours.ts'

const HERTZ = 90
/** The headsets of a whole room must leave half of a core to the script. */
const CORES: Record<number, number> = { 50: 0.5 }

await using certificates = await certificateFolder()
await (await startOurs(certificates.folder, () => {}))[Symbol.asyncDispose]() // makes the certificate

const flood = await compare(
  () => bare(certificates.folder, 0),
  () => ours(certificates.folder, 0),
)
const paced = await compare(
  () => bare(certificates.folder, HERTZ),
  () => ours(certificates.folder, HERTZ),
  { warmUp: false },
)
const measures: Measure[] = [
  measureOf(flood, 'perSecond', 'two-hand samples to a handler', 'samples/s', {
    better: 'more',
    target: ratioAtLeast(0.6),
  }),
  measureOf(flood, 'busy', 'time in which the server thread worked meanwhile', 'of 1', { better: 'neither' }),
  measureOf(flood, 'bytes', 'two-hand sample', 'bytes'),
  measureOf(paced, 'median', 'sender to handler at 90 Hz, median', 'ms'),
  measureOf(paced, 'p99', 'sender to handler at 90 Hz, p99', 'ms', { target: atMost(1) }),
]
for (const count of [1, 10, 50]) {
  const result = await compare(
    () => bareHeadsets(certificates.folder, count, HERTZ),
    () => ourHeadsets(certificates.folder, count, HERTZ),
    { rounds: roundsOr(3), warmUp: false },
  )
  const who = `${count} headset${count === 1 ? '' : 's'} at 90 Hz`
  const limit = CORES[count]
  measures.push(
    measureOf(result, 'core', `${who}: server`, 'cores', limit === undefined ? {} : { target: atMost(limit) }),
    measureOf(result, 'perSecond', `${who}: samples to the handler`, 'samples/s', { better: 'more' }),
  )
}
await report('uplink', measures)
