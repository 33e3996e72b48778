import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Plugin } from 'vite'

/** Where the browser finds them; `src/xr/store.ts` says the same. */
const FOLDER = 'webxr-profiles'

/** Models that are shipped. Sizes in MB, to be weighed before adding one: the whole package has 98. */
const SHIPPED = [
  'generic-hand', // 0.2
  'generic-trigger-squeeze-thumbstick', // 4.3, the model of every controller that is not listed
  'meta-quest-touch-plus', // 0.4, Quest 3 and 3S
  'meta-quest-touch-pro', // 0.6
  'oculus-touch-v2', // 1.1, Quest 1
  'oculus-touch-v3', // 1.3, Quest 2
  'pico-neo3', // 0.4
  'pico-4', // 1.5
  'htc-vive-focus-3', // 1.2
  'logitech-mx-ink', // 0.4
]

/**
 * Profiles that are shown with the model of another, which has the same buttons or more. A browser lists a controller's
 * profiles from the particular to the general, so the general ones catch the headsets that nobody thought of here.
 */
const SHOWN_AS: Readonly<Record<string, string>> = {
  'meta-quest-touch-plus-v2': 'meta-quest-touch-plus',
  'oculus-touch': 'oculus-touch-v2',
  'pico-4u': 'pico-4',
  'generic-trigger': 'generic-trigger-squeeze-thumbstick',
  'generic-trigger-squeeze': 'generic-trigger-squeeze-thumbstick',
  'generic-trigger-thumbstick': 'generic-trigger-squeeze-thumbstick',
  'generic-trigger-touchpad': 'generic-trigger-squeeze-thumbstick',
  'generic-trigger-touchpad-thumbstick': 'generic-trigger-squeeze-thumbstick',
  'generic-trigger-squeeze-touchpad': 'generic-trigger-squeeze-thumbstick',
  'generic-trigger-squeeze-touchpad-thumbstick': 'generic-trigger-squeeze-thumbstick',
}

const root = dirname(
  createRequire(import.meta.url).resolve('@webxr-input-profiles/assets/dist/profiles/profilesList.json'),
)

/** The list of profiles as @pmndrs/xr reads it: what is not in it falls back to a profile that is. */
function profilesList(): string {
  const pathOf = (profile: string) => ({ path: `${profile}/profile.json` })
  return JSON.stringify({
    ...Object.fromEntries(SHIPPED.map((profile) => [profile, pathOf(profile)])),
    ...Object.fromEntries(Object.entries(SHOWN_AS).map(([profile, model]) => [profile, pathOf(model)])),
  })
}

/** Every shipped file by its path below the folder. Nothing else can be asked for, so no path can lead out of it. */
function shippedFiles(): Map<string, () => string | Uint8Array> {
  const files = new Map<string, () => string | Uint8Array>([
    ['profilesList.json', profilesList],
    // The models are other people's work: their licence goes with them.
    ['LICENSE.md', () => readFileSync(join(root, '../../LICENSE.md'))],
  ])
  for (const profile of SHIPPED) {
    for (const name of readdirSync(join(root, profile))) {
      files.set(`${profile}/${name}`, () => readFileSync(join(root, profile, name)))
    }
  }
  return files
}

/**
 * Serves models of hands and controllers from our own server, in development and in the build. Left alone, @pmndrs/xr
 * fetches them from a CDN, and on a network without internet no controller ever appears.
 */
export function inputProfiles(): Plugin {
  return {
    name: 'vuer-xr:input-profiles',
    configureServer(server) {
      const files = shippedFiles()
      server.middlewares.use(`/${FOLDER}`, (request, response) => {
        const path = (request.url ?? '').replace(/[?#].*$/, '').slice(1)
        const read = files.get(path)
        if (!read) {
          response.statusCode = 404
          response.end()
          return
        }
        response.setHeader('Content-Type', path.endsWith('.json') ? 'application/json' : 'model/gltf-binary')
        response.end(read())
      })
    },
    generateBundle() {
      for (const [path, read] of shippedFiles()) {
        this.emitFile({ type: 'asset', fileName: `${FOLDER}/${path}`, source: read() })
      }
    },
  }
}
