// `npm test`: installs a browser if there is none, builds what is not up to date, and runs all tests. Arguments are handed to vitest.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureBrowser } from './browser.mjs'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))
const run = (command, args, env = {}) => {
  const { status } = spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, ...env } })
  if (status !== 0) process.exit(status ?? 1)
}

const browser = ensureBrowser()
run(process.execPath, ['scripts/build-if-stale.mjs'])
const report = join(mkdtempSync(join(tmpdir(), 'vuer-xr-')), 'report.json')
const reporters = ['--reporter=default', '--reporter=json', `--outputFile=${report}`]
const { status } = spawnSync('npx', ['vitest', 'run', ...reporters, ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: { ...process.env, CHROMIUM: browser },
})
if (existsSync(report)) {
  const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, 'utf8'))
  process.stdout.write(`${numPassedTests} passed, ${numFailedTests} failed\n`)
}
process.exit(status ?? 1)
