// `npm run bench`: see bench/harness/main.ts. The bench's own tsconfig has no paths: `vuer-xr` is then the built package,
// as users run it.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))
const env = { ...process.env, TSX_TSCONFIG_PATH: 'bench/tsconfig.json' }
const args = ['--import', 'tsx', 'bench/harness/main.ts', ...process.argv.slice(2)]
process.exit(spawnSync(process.execPath, args, { stdio: 'inherit', env }).status ?? 1)
