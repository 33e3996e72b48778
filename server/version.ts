import { readFileSync } from 'node:fs'

/** From the source tree and from the built package, package.json is one and two folders up. */
function readVersion(): string {
  for (const path of ['../package.json', '../../package.json']) {
    try {
      const { name, version } = JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'))
      if (name === 'vuer-xr') return version
    } catch {
      // Not here: try the other place.
    }
  }
  return 'unknown'
}

/** The version of this package. */
export const version = readVersion()
