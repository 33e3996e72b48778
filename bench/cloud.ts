// A million points that come anew: from the script's arrays to the buffers that three.js uploads, frame by frame.
import { bare } from './cloud/bare.ts'
import { ours } from './cloud/ours.ts'
import { compare } from './support/compare.ts'
import { measureOf, report } from './support/report.ts'

const floats = await compare(bare, () => ours('float32'))
const halves = await compare(bare, () => ours('float16'))
await report(
  'cloud',
  [
    measureOf(floats, 'milliseconds', '32-bit numbers: time of new points', 'ms'),
    measureOf(halves, 'milliseconds', 'half floats: time of new points', 'ms'),
  ],
  [
    '1,000,000 points with colours. Ours: written as a frame, checked, read, applied, bounded. Reference: copied, bounded.',
  ],
)
