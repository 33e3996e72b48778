// A cut wire: how long until the client has the newest of 1,000 nodes again, beside a client that joins anew.

import { atMost, type Target } from './harness/Target.ts'
import { cuts, type Fault } from './resume/cuts.ts'
import { joins } from './resume/joins.ts'
import type { Moving } from './resume/Stage.ts'
import { roundsOr } from './support/caseOptions.ts'
import { compare } from './support/compare.ts'
import { type Measure, measureOf, report } from './support/report.ts'
import { certificateFolder, startOurs } from './support/servers.ts'

const ROUNDS = roundsOr(3)
const CUTS = 20

await using certificates = await certificateFolder()
await (await startOurs(certificates.folder, () => {}))[Symbol.asyncDispose]() // makes the certificate

const measures: Measure[] = []
const cases: { what: string; moving: Moving; fault: Fault }[] = [
  { what: '100 nodes move', moving: 'the same', fault: {} },
  { what: 'all nodes move in turn', moving: 'all in turn', fault: {} },
  { what: '100 nodes move, the server sees no cut', moving: 'the same', fault: { tellServer: false } },
  { what: '100 nodes move, 2 s without network', moving: 'the same', fault: { awayMs: 2000 } },
]
for (const { what, moving, fault } of cases) {
  const result = await compare(
    () => joins(certificates.folder, CUTS, moving),
    () => cuts(certificates.folder, CUTS, moving, fault),
    { rounds: ROUNDS, warmUp: measures.length === 0 },
  )
  const row = (figure: string, name: string, unit: string, target?: Target) =>
    measures.push(measureOf(result, figure, `${what}: ${name}`, unit, { target }))
  row('scene', 'network there to newest scene, median', 'ms', atMost(1000))
  row('sceneLate', 'network there to newest scene, p99', 'ms')
  row('pose', 'network there to a new pose in a handler, median', 'ms')
  row('poseLate', 'network there to a new pose in a handler, p99', 'ms')
  row('waited', 'network there to the next connection, median', 'ms')
  row('mended', 'connection to newest scene, median', 'ms')
  row('mendedLate', 'connection to newest scene, p99', 'ms')
  row('bytes', 'connection to newest scene', 'bytes')
}
await report('resume', measures, ['reference: a client that joins anew and gets the whole scene'])
