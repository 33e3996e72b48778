// From a frame of an emulated headset to the script, over TLS: our page and server beside a page and `ws` with nothing else.
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { launch } from './browser/launch.ts'
import { roundsOr } from './support/caseOptions.ts'
import { compare } from './support/compare.ts'
import { type Measure, measureOf, report } from './support/report.ts'
import { certificateFolder, startOurs } from './support/servers.ts'
import { bare } from './xr-delay/bare.ts'
import { ours } from './xr-delay/ours.ts'

const ROUNDS = roundsOr(3)
/** What our page sends in a frame; the table says how well it is met. */
const BYTES = 4096

const configFile = fileURLToPath(new URL('./xr-delay/page/vite.config.ts', import.meta.url))
for (const mode of ['production', 'probe']) await build({ configFile, mode, logLevel: 'warn' })
await using certificates = await certificateFolder()
await (await startOurs(certificates.folder, () => {}))[Symbol.asyncDispose]() // makes the certificate
await using browser = await launch()

const measures: Measure[] = []
for (const hertz of [72, 90]) {
  const result = await compare(
    () => bare(browser, certificates.folder, hertz, BYTES),
    () => ours(browser, certificates.folder, hertz),
    { rounds: ROUNDS, warmUp: measures.length === 0 },
  )
  const row = (figure: string, what: string, unit: string) =>
    measures.push(
      measureOf(result, figure, `${hertz} Hz: ${what}`, unit, { better: unit === 'per second' ? 'more' : 'less' }),
    )
  row('frames', 'frames of the headset', 'per second')
  row('bytes', 'sent in a frame', 'bytes')
  row('hands rate', 'hands in a handler', 'per second')
  row('hands median', 'frame to handler, median', 'ms')
  row('hands p99', 'frame to handler, p99', 'ms')
  row('poses rate', 'combined in session.poses()', 'per second')
  row('poses median', 'frame to session.poses(), median', 'ms')
  row('poses p99', 'frame to session.poses(), p99', 'ms')
}
await report('xr-delay', measures)
