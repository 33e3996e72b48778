// One scene to many clients at 60 Hz, beside `ws` that sends the same message to as many sockets.
import { bare } from './fanout/bare.ts'
import { ours } from './fanout/ours.ts'
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
  const who = oneStops
    ? `${clients} clients, one of which stops reading`
    : `${clients} client${clients === 1 ? '' : 's'}`
  const row = (figure: string, what: string, unit: string) =>
    measures.push(measureOf(result, figure, `${who}: ${what}`, unit))
  row('rate', 'delivered to each', 'per second')
  row('slowest', 'delivered to the one that got least', 'per second')
  row('median', 'update to client, median', 'ms')
  row('p99', 'update to client, p99', 'ms')
  row('core', 'server', 'cores')
  if (oneStops) row('unsent', 'left in the server for the one that stopped', 'bytes')
}
await report('fanout', measures)
