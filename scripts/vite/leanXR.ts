import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Plugin } from 'vite'

const EMULATOR = '\0vuer-xr:no-emulator'
const DEFAULTS = '\0vuer-xr:no-default-inputs'
const READER =
  "import { GLTFLoader } from 'three/examples/jsm/loaders/GLTFLoader.js';\nexport const DefaultGltfLoader = new GLTFLoader();"
const LATER = `export const DefaultGltfLoader = {
  loadAsync: async (url) => new (await import('three/examples/jsm/loaders/GLTFLoader.js')).GLTFLoader().loadAsync(url),
}`
const require = createRequire(import.meta.url)
const defaultInputs = () => join(dirname(require.resolve('@react-three/xr')), 'default.js')

/**
 * Leaves out of the build what @react-three/xr has and this page never uses.
 *
 * - Its emulator is never started (src/xr/store.ts), and would still be written out with five scanned rooms: 6 MB of the
 *   7.3 MB that the client would then have.
 * - Its own hands and controllers, which can teleport: ours stand for them. Without them models and what reads them can
 *   come later than everything else.
 *
 * What reads models of controllers it would load with itself, whether there are any or not. Here it asks for it.
 */
export function leanXR(): Plugin {
  return {
    name: 'vuer-xr:lean-xr',
    apply: 'build',
    enforce: 'pre',
    resolveId(id, importer) {
      if (id === './emulate.js' && importer?.includes('@pmndrs/xr')) return EMULATOR
      if (id === './default.js' && importer && /@react-three[\\/]xr[\\/]dist[\\/]elements\.js$/.test(importer))
        return DEFAULTS
      return undefined
    },
    load(id) {
      if (id === EMULATOR)
        return 'export function emulate() { throw new Error("The emulator of @pmndrs/xr is not part of this build.") }'
      if (id === DEFAULTS)
        return `
          export { DefaultXRGaze, DefaultXRScreenInput, DefaultXRTransientPointer } from ${JSON.stringify(defaultInputs())}
          const missing = () => { throw new Error('The hands and controllers of @react-three/xr are not part of this build.') }
          export { missing as DefaultXRController, missing as DefaultXRHand }`
      return undefined
    },
    transform(code, id) {
      if (!/@pmndrs[\\/]xr[\\/]dist[\\/]index\.js$/.test(id)) return undefined
      if (!code.includes(READER)) throw new Error(`${id}: it reads models otherwise than scripts/vite/leanXR.ts knows`)
      return { code: code.replace(READER, LATER), map: null }
    },
  }
}
