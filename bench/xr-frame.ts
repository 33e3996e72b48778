// What a frame of the headset costs the page: head, two controllers and two hands, read in every frame, and sent or not.
import { atMost } from './harness/Target.ts'
import { compare } from './support/compare.ts'
import { measureOf, report } from './support/report.ts'
import { spreadOf } from './support/statistics.ts'
import { bare } from './xr-frame/bare.ts'
import { ours } from './xr-frame/ours.ts'

const read = await compare(
  () => bare({ sends: false }),
  () => ours({ sends: false }),
)
const sent = await compare(
  () => bare({ sends: true }),
  () => ours({ sends: true }),
)
const bytesOf = (rounds: readonly { sent?: number }[]) =>
  spreadOf(rounds.map((figures) => figures.sent ?? Number.NaN))?.median.toFixed(0)
await report(
  'xr-frame',
  [
    measureOf(read, 'microseconds', 'read: time of an XR frame', 'µs'),
    measureOf(read, 'bytes', 'read: allocated in an XR frame', 'bytes'),
    measureOf(sent, 'microseconds', 'read and sent: time of an XR frame', 'µs', { target: atMost(200) }),
    measureOf(sent, 'bytes', 'read and sent: allocated in an XR frame', 'bytes'),
    measureOf(sent, 'sent', 'sent in an XR frame', 'bytes'),
  ],
  [
    `sent in each frame: three messages, ${bytesOf(sent.ours)} bytes; the reference: one, ${bytesOf(sent.reference)} bytes`,
  ],
)
