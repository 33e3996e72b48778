// `npm test`: installs a browser if there is none, builds, and runs all tests. Arguments are handed to vitest.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { ensureBrowser } from './browser.mjs'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))
const run = (command, args, env = {}) => {
  const { status } = spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, ...env } })
  if (status !== 0) process.exit(status ?? 1)
}

const browser = ensureBrowser()
run('npm', ['run', '--silent', 'build'])
run('npx', ['vitest', 'run', ...process.argv.slice(2)], { CHROMIUM: browser })
