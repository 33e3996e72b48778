// Poses of two hands up to a handler: how many a second, and how long each takes at 90 Hz.
import { compare } from './support/compare.ts'
import { measureOf, report } from './support/report.ts'
import { certificateFolder, startOurs } from './support/servers.ts'
import { bare } from './uplink/bare.ts'
import { ours } from './uplink/ours.ts'

await using certificates = await certificateFolder()
await (await startOurs(certificates.folder, () => {}))[Symbol.asyncDispose]() // makes the certificate

const flood = await compare(
  () => bare(certificates.folder, 0),
  () => ours(certificates.folder, 0),
)
const paced = await compare(
  () => bare(certificates.folder, 90),
  () => ours(certificates.folder, 90),
  { warmUp: false },
)
await report('uplink', [
  measureOf(flood, 'perSecond', 'two-hand samples to a handler', 'samples/s'),
  measureOf(flood, 'busy', 'time in which the server thread worked meanwhile', 'of 1'),
  measureOf(flood, 'bytes', 'two-hand sample', 'bytes'),
  measureOf(paced, 'median', 'sender to handler at 90 Hz, median', 'ms'),
  measureOf(paced, 'p99', 'sender to handler at 90 Hz, p99', 'ms'),
])
