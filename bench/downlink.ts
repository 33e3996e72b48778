// Scene updates per second through the server to one client, beside `ws` and msgpack that send the same bytes.
import { bare } from './downlink/bare.ts'
import { ours } from './downlink/ours.ts'
import { ratioAtLeast } from './harness/Target.ts'
import { compare } from './support/compare.ts'
import { type Measure, measureOf, report } from './support/report.ts'
import { certificateFolder, startOurs } from './support/servers.ts'

await using certificates = await certificateFolder()
await (await startOurs(certificates.folder, () => {}))[Symbol.asyncDispose]() // makes the certificate

const measures: Measure[] = []
for (const nodes of [100, 1]) {
  const result = await compare(
    () => bare(certificates.folder, nodes),
    () => ours(certificates.folder, nodes),
  )
  const update = `update of ${nodes} node${nodes === 1 ? '' : 's'}`
  measures.push(
    measureOf(result, 'perSecond', `${update}: calls`, 'per second', {
      better: 'more',
      ...(nodes === 100 && { target: ratioAtLeast(0.6) }),
    }),
  )
  measures.push(measureOf(result, 'bytes', `${update}: frame`, 'bytes'))
}
await report('downlink', measures)
