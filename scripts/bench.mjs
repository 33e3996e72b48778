// `npm run bench`: builds what is measured and runs every case of bench/, or those that are named.
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))
const cases = readdirSync('bench')
  .filter((name) => name.endsWith('.ts'))
  .map((name) => name.slice(0, -3))
const wanted = process.argv.slice(2)
const unknown = wanted.find((name) => !cases.includes(name))
if (unknown !== undefined) {
  process.stderr.write(`There is no benchmark "${unknown}". Choose from: ${cases.join(', ')}\n`)
  process.exit(2)
}
const run = (...args) => {
  // The bench's own tsconfig has no paths: `vuer-xr` is then the built package, as users run it.
  const env = { ...process.env, TSX_TSCONFIG_PATH: 'bench/tsconfig.json' }
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit', env })
  if (status !== 0) process.exit(status ?? 1)
}

const chosen = wanted.length > 0 ? wanted : cases
run('scripts/build-if-stale.mjs', 'build:server')
if (chosen.includes('nodes') || chosen.includes('xr-delay')) run('scripts/build-if-stale.mjs', 'build:client')
for (const name of chosen) run('--import', 'tsx', `bench/${name}.ts`)
