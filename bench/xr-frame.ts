// What a frame of the headset costs the page: head, two controllers and two hands, read in every frame, and sent or not.
import { compare } from './support/compare.ts'
import { measureOf, report } from './support/report.ts'
import { spreadOf } from './support/statistics.ts'
import { bare } from './xr-frame/bare.ts'
import { ALWAYS, NEVER, ours } from './xr-frame/ours.ts'

const gathered = await compare(bare, () => ours(NEVER))
const sent = await compare(bare, () => ours(ALWAYS))
const bytes = spreadOf(sent.ours.map((figures) => figures.sent ?? Number.NaN)).median
await report(
  'xr-frame',
  [
    measureOf(gathered, 'microseconds', 'read: time of an XR frame', 'µs'),
    measureOf(gathered, 'bytes', 'read: allocated in an XR frame', 'bytes'),
    measureOf(sent, 'microseconds', 'read and sent: time of an XR frame', 'µs'),
    measureOf(sent, 'bytes', 'read and sent: allocated in an XR frame', 'bytes'),
  ],
  [`sent in each frame: three messages, ${bytes.toFixed(0)} bytes`],
)
