// `npm run example -- hello-box`: builds the client if needed and runs one example from its source.
import { spawn, spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))
const [wanted, ...rest] = process.argv.slice(2)
const files = readdirSync('examples').filter((name) => name.endsWith('.ts'))
const file =
  wanted &&
  files.find((name) => name === wanted || name.replace(/^\d+-|\.ts$/g, '') === wanted || name.startsWith(`${wanted}-`))
if (!file) {
  const names = files.map((name) => `  ${name.replace(/^\d+-|\.ts$/g, '')}`).join('\n')
  process.stderr.write(`${wanted ? `There is no example "${wanted}".` : 'Which example?'} Choose one of:\n${names}\n`)
  process.exit(2)
}
const build = spawnSync(process.execPath, ['scripts/build-if-stale.mjs', 'build:client'], { stdio: 'inherit' })
if (build.status !== 0) process.exit(build.status ?? 1)
const example = spawn(process.execPath, ['--import', 'tsx', `examples/${file}`, ...rest], { stdio: 'inherit' })
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => example.kill(signal))
example.on('exit', (code, signal) => process.exit(code ?? (signal ? 0 : 1)))
