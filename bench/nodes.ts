// Moving boxes in a browser: our page beside one that holds three.js and nothing else.
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { launch } from './nodes/BrowserPage.ts'
import { bare } from './nodes/bare.ts'
import { ours } from './nodes/ours.ts'
import { compare } from './support/compare.ts'
import { type Measure, measureOf, report } from './support/report.ts'
import { certificateFolder, startOurs } from './support/servers.ts'
import { spreadOf } from './support/statistics.ts'

const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 3)

const configFile = fileURLToPath(new URL('./nodes/page/vite.config.ts', import.meta.url))
for (const mode of ['production', 'probe']) await build({ configFile, mode, logLevel: 'warn' })
await using certificates = await certificateFolder()
await (await startOurs(certificates.folder, () => {}))[Symbol.asyncDispose]() // makes the certificate
await using browser = await launch()

const measures: Measure[] = []
const notes: string[] = []
for (const boxes of [1000, 100]) {
  const result = await compare(
    () => bare(browser, certificates.folder, boxes),
    () => ours(browser, certificates.folder, boxes),
    { rounds: ROUNDS, warmUp: false },
  )
  const row = (figure: string, what: string, unit: string) =>
    measures.push(measureOf(result, figure, `${boxes} boxes: ${what}`, unit))
  row('ticks', 'ticks shown', 'per second')
  row('frames', 'frames', 'per second')
  row('script', 'script on the main thread', 'ms per frame')
  row('apply', 'of it outside of render(): decode, apply, write', 'ms per tick')
  row('busy', 'main thread at work', 'ms per second')
  row('delay', 'sent to drawn, median', 'ms')
  row('late', 'sent to drawn, 99 %', 'ms')
  for (const who of ['reference', 'ours'] as const) {
    const growth = spreadOf(result[who].map((figures) => figures.growth ?? Number.NaN)).median
    notes.push(`${boxes} boxes, ${who}: from the first third to the last the delay grew by ${growth.toFixed(1)} ms`)
  }
}
await report('nodes', measures, notes)
