// One scene to many clients at 60 Hz, beside `ws` that sends the same message to as many sockets.
import { bare } from './fanout/bare.ts'
import { ours } from './fanout/ours.ts'
import { atLeast, atMost, type Target } from './harness/Target.ts'
import { roundsOr } from './support/caseOptions.ts'
import { compare } from './support/compare.ts'
import { type Measure, measureOf, report } from './support/report.ts'
import { certificateFolder, startOurs } from './support/servers.ts'

const ROUNDS = roundsOr(3)

await using certificates = await certificateFolder()
await (await startOurs(certificates.folder, () => {}))[Symbol.asyncDispose]() // makes the certificate

const measures: Measure[] = []
for (const { clients, oneStops } of [
  { clients: 1, oneStops: false },
  { clients: 10, oneStops: false },
  { clients: 50, oneStops: false },
  { clients: 200, oneStops: false },
  { clients: 10, oneStops: true },
]) {
  const result = await compare(
    () => bare(certificates.folder, clients, { oneStops }),
    () => ours(certificates.folder, clients, { oneStops }),
    { rounds: ROUNDS, warmUp: measures.length === 0 },
  )
  const who = oneStops ? `${clients} clients, one stops reading` : `${clients} client${clients === 1 ? '' : 's'}`
  const row = (
    figure: string,
    what: string,
    unit: string,
    extra: { better?: Measure['better']; target?: Target | undefined } = {},
  ) => measures.push(measureOf(result, figure, `${who}: ${what}`, unit, extra))
  const isCrowd = clients === 50
  row('rate', 'delivered to each', 'per second', { better: 'more' })
  // Of 60, as far as the clocks of two processes can tell.
  const holds = clients >= 50 ? atLeast(59.5) : undefined
  row('slowest', 'delivered to the one that got least', 'per second', { better: 'more', target: holds })
  row('median', 'update to client, median', 'ms')
  row('p99', 'update to client, p99', 'ms', { target: isCrowd ? atMost(10) : undefined })
  row('core', 'server', 'cores', { target: isCrowd ? atMost(1 / 3) : undefined })
  if (oneStops) row('unsent', 'left in the server for the one that stopped', 'bytes')
}
await report('fanout', measures)
