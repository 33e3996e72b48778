// Builds what `npm start` serves, if it is missing or older than its sources.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

const newest = (path) => {
  const stats = statSync(path)
  if (!stats.isDirectory()) return stats.mtimeMs
  // A folder is newer when a file has gone from it.
  return Math.max(stats.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))))
}
const isStale = (target, sources) =>
  !existsSync(target) || statSync(target).mtimeMs < Math.max(...sources.filter(existsSync).map(newest))

const parts = [
  {
    script: 'build:client',
    target: 'dist/client/index.html',
    sources: ['src', 'connection', 'protocol', 'index.html', 'vite.config.ts', 'scripts/vite', 'package-lock.json'],
  },
  {
    script: 'build:server',
    target: 'dist/server/cli/main.js',
    sources: ['server', 'connection', 'protocol', 'tsconfig.build.json', 'package-lock.json'],
  },
]

process.chdir(join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..'))
const only = process.argv[2]
for (const { script, target, sources } of parts) {
  if (only && script !== only) continue
  if (!isStale(target, sources)) continue
  process.stdout.write(`Building (${script}) …\n`)
  const { status, stdout, stderr } = spawnSync('npm', ['run', '--silent', script], { encoding: 'utf8' })
  if (status !== 0) {
    process.stderr.write(`${stdout}${stderr}\n`)
    process.exit(status ?? 1)
  }
}
