// `npm run gallery`: every node type live, with its script, props and events. Options are those of any script: `VUER_PORT=9000`.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { Vuer } from 'vuer-xr'
import { GALLERY_FOLDERS, publishGallery } from './publishGallery.ts'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))
const build = spawnSync(process.execPath, ['scripts/build-if-stale.mjs', 'build:client'], { stdio: 'inherit' })
if (build.status !== 0) process.exit(build.status ?? 1)

const app = new Vuer({ name: 'Gallery of vuer-xr', staticRoot: [...GALLERY_FOLDERS] })
publishGallery(app)
await app.start()
const page = new URL(app.getUrl())
page.pathname = '/gallery'
console.log(`\n  The gallery: ${page.href}\n  On this machine: https://localhost:${app.address?.port}/gallery\n`)
