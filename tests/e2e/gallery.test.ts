import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { SAMPLES, type Sample } from '../../gallery/catalogue.ts'
import { GALLERY_FOLDERS, publishGallery } from '../../gallery/publishGallery.ts'
import { foreignRequests, launchBrowser, openPage } from '../support/browser/chromium.ts'
import { GalleryCamera } from '../support/gallery/GalleryCamera.ts'
import { LookedAt, SAME_LOOK } from '../support/gallery/LookedAt.ts'
import { startServer } from '../support/server/socketClient.ts'

vi.setConfig({ testTimeout: 300_000 })

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

const committed = (name: string) => readFile(new URL(`../../docs/gallery/${name}.png`, import.meta.url))

/** What libraries say of themselves or of what a sample shows on purpose. */
const EXPECTED = [
  /^THREE\.Clock: .* deprecated/, // of React Three Fiber
  /ColladaLoader: .* Z-UP/, // the file's z is up, and the loader turns it
  /Multiple instances of Three\.js/, // the emulated room brings its own
  /Active draw buffers with missing fragment shader outputs/, // the first frame of three.js' drawing of depth
]

/** What is wrong with what the page shows of the samples, one line each. */
async function faultsOf(samples: readonly Sample[], inHeadset: boolean): Promise<string[]> {
  await using camera = await GalleryCamera.open(browser, { inHeadset })
  const { watched } = camera
  const faults: string[] = []
  let folder: string | undefined
  for (const sample of samples) {
    const picture = await camera.take(sample)
    const difference = new LookedAt(picture).differenceFrom(new LookedAt(await committed(sample.name)))
    if (difference > SAME_LOOK) {
      folder ??= await mkdtemp(join(tmpdir(), 'vuer-xr-gallery-'))
      await writeFile(join(folder, `${sample.name}.png`), picture)
      faults.push(`${sample.name} looks different by ${difference.toFixed(1)}: see ${folder}/${sample.name}.png`)
    }
    for (const problem of await camera.problems()) faults.push(`${sample.name}: the page says "${problem}"`)
    for (const message of watched.complaints.splice(0)) {
      if (!EXPECTED.some((pattern) => pattern.test(message))) faults.push(`${sample.name}: on the console "${message}"`)
    }
    for (const url of watched.takeForeign()) faults.push(`${sample.name} asks for ${url}`)
  }
  return faults
}

it('every sample looks as its picture in docs/gallery does, and nobody complains', async () => {
  const samples = SAMPLES.filter(({ headset }) => !headset)
  expect(await faultsOf(samples, false)).toEqual([])
})

it('so does every sample that needs a headset, seen by its left eye', async () => {
  const samples = SAMPLES.filter(({ headset }) => headset)
  expect(await faultsOf(samples, true)).toEqual([])
})

it('a page has the scene live beside its script, and leads to the next one, whose scene is another', async () => {
  await using server = await startServer({ staticRoot: [...GALLERY_FOLDERS] }, publishGallery)
  const { page, context, errors, requests } = await openPage(browser, `https://127.0.0.1:${server.port}/gallery`, {
    width: 390,
    height: 800,
  })
  await page.getByRole('link', { name: 'Torus', exact: true }).click()
  const viewer = page.frameLocator('iframe')
  await viewer.getByText('Connected').waitFor()
  await page.getByText("Torus({ key: 'ring'").waitFor()
  const tags = () => server.app.sessions.flatMap(({ graph }) => [...graph.nodes.values()].map(({ tag }) => tag))
  await expect.poll(tags).toContain('Torus')
  const width = await page.evaluate(() => document.documentElement.scrollWidth)
  expect(width, 'nothing is wider than a phone').toBeLessThanOrEqual(390)
  await page.getByRole('link', { name: 'TorusKnot →' }).click()
  await expect.poll(tags).toContain('TorusKnot')
  await viewer.getByText('Connected').waitFor()
  expect(foreignRequests(requests, server.port)).toEqual([])
  expect(errors).toEqual([])
  await context.close()
})
