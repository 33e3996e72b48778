import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { writePage } from '../document/writePage.ts'
import { comparisonTable } from './comparisonTable.ts'
import { readResults } from './earlier.ts'
import { modeOf, type Options, readOptions } from './Options.ts'
import { earlierOf, fileOf, type Result } from './Result.ts'

/** Where cases write what they measured. */
const RESULTS = 'dist/bench'
/** Those that need a built page beside the built server. */
const IN_THE_BROWSER = ['stream', 'big', 'grab', 'images', 'start', 'soak', 'xr-big', 'xr-delay']

async function main(args: readonly string[]): Promise<void> {
  const options = readOptions(args)
  if (options.report) {
    console.log(writePage(RESULTS))
    return
  }
  const known = casesThatAre()
  // Read before anything is measured: the run may write the same files anew.
  const earlier = options.compare === undefined ? [] : readResults(options.compare)
  const chosen = chosenOf(options, known, earlier)
  build(chosen)
  for (const name of chosen) {
    run('--import', 'tsx', `bench/${name}.ts`, ...args)
    const kind = { case: name, mode: modeOf(options), only: options.only ?? null }
    const before = earlierOf(earlier, kind)
    const [now] = before ? readResults(`${RESULTS}/${fileOf(kind)}`) : []
    if (before && now) console.log(comparisonTable(before, now))
  }
}

const casesThatAre = (): string[] =>
  readdirSync('bench')
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.slice(0, -3))

/** What was named; or else what there are earlier results of, or all. */
function chosenOf({ names, compare }: Options, known: readonly string[], earlier: readonly Result[]): string[] {
  const unknown = names.find((name) => !known.includes(name))
  if (unknown !== undefined) throw new Error(`there is no benchmark "${unknown}"; choose from: ${known.join(', ')}`)
  if (compare === undefined) return names.length > 0 ? [...names] : [...known]
  const compared = new Set(earlier.map((result) => result.case))
  const missing = names.find((name) => !compared.has(name))
  if (missing !== undefined) {
    throw new Error(`${compare} has no result of "${missing}"; it has: ${[...compared].join(', ')}`)
  }
  return names.length > 0 ? [...names] : known.filter((name) => compared.has(name))
}

function build(chosen: readonly string[]): void {
  run('scripts/build-if-stale.mjs', 'build:server')
  if (chosen.some((name) => IN_THE_BROWSER.includes(name))) run('scripts/build-if-stale.mjs', 'build:client')
}

function run(...args: string[]): void {
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}

try {
  await main(process.argv.slice(2))
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 2
}
