// `npm run gallery:pictures`: makes the pictures of the gallery from the running program; `-- Box Sphere` only those.
import { mkdir, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { SAMPLES, type Sample } from '../../gallery/catalogue.ts'
import { launchBrowser } from '../../tests/support/browser/chromium.ts'
import { GalleryCamera } from '../../tests/support/gallery/GalleryCamera.ts'

process.chdir(fileURLToPath(new URL('../..', import.meta.url)))
const names = process.argv.slice(2)
const unknown = names.filter((name) => !SAMPLES.some((sample) => sample.name === name))
if (unknown.length > 0) {
  console.error(`The gallery has no sample ${unknown.join(', ')}; see gallery/catalogue.ts.`)
  process.exit(2)
}
const folder = process.env.VUER_XR_PICTURES ?? 'docs/gallery'
await mkdir(folder, { recursive: true })
const browser = await launchBrowser()

async function takeAll(samples: readonly Sample[], inHeadset: boolean): Promise<void> {
  if (samples.length === 0) return
  await using camera = await GalleryCamera.open(browser, { inHeadset })
  for (const sample of samples) {
    const startedAt = performance.now()
    try {
      const picture = await camera.take(sample)
      await writeFile(`${folder}/${sample.name}.png`, picture)
      const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
      console.log(`${folder}/${sample.name}.png: ${(picture.length / 1000).toFixed(0)} kB, ${seconds} s`)
    } catch (error) {
      console.error(`${sample.name}: ${(error as Error).message}`)
      process.exitCode = 1
    }
    for (const problem of await camera.problems()) console.error(`${sample.name}: ${problem}`)
    for (const error of camera.watched.complaints.splice(0)) console.error(`${sample.name}: ${error}`)
  }
}

const wanted = SAMPLES.filter(({ name }) => names.length === 0 || names.includes(name))
await takeAll(
  wanted.filter(({ headset }) => !headset),
  false,
)
await takeAll(
  wanted.filter(({ headset }) => headset),
  true,
)
await browser.close()
