import type { Plugin } from 'vite'

const STUB = '\0vuer-xr:no-emulator'

/**
 * Leaves the emulator of @pmndrs/xr out of the build. It is never started (src/xr/store.ts), and would still be written
 * out with five scanned rooms: 6 MB of the 7.3 MB that the client would then have.
 */
export function withoutXREmulator(): Plugin {
  return {
    name: 'vuer-xr:without-xr-emulator',
    apply: 'build',
    enforce: 'pre',
    resolveId(id, importer) {
      return id === './emulate.js' && importer?.includes('@pmndrs/xr') ? STUB : undefined
    },
    load(id) {
      if (id !== STUB) return undefined
      return 'export function emulate() { throw new Error("The emulator of @pmndrs/xr is not part of this build.") }'
    },
  }
}
