// Finds a Chromium for the tests, and installs Debian's if there is none.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const candidates = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/** The path of a browser, or undefined. */
export const findBrowser = () => candidates.find((path) => path && existsSync(path))

/** The path of a browser that is there, or was installed just now. Ends the program with a sentence where neither works. */
export function ensureBrowser() {
  const found = findBrowser()
  if (found) return found
  const hasApt = spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status === 0
  if (hasApt) {
    process.stdout.write('No browser found: installing chromium with apt-get …\n')
    const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n']
    const apt = (...args) => {
      const [command, ...rest] = [...sudo, 'apt-get', ...args]
      return spawnSync(command, rest, { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
    }
    apt('update', '-qq')
    apt('install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-dejavu-core')
    const installed = findBrowser()
    if (installed) return installed
  }
  process.stderr.write('The tests need a browser: install Chromium or Chrome, or set CHROMIUM to its path.\n')
  process.exit(1)
}
