// `npm run docs:pictures`: makes the pictures of the guides from the running program. Build first.
import { mkdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { demonstration } from '../../server/demo.ts'
import { launchBrowser, openPage } from '../../tests/support/browser/chromium.ts'
import { Headset } from '../../tests/support/browser/headset.ts'
import { handNumbers, recordedHands } from '../../tests/support/handFixture.ts'
import { startServer } from '../../tests/support/server/socketClient.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const folder = `${root}docs/images`
const tutorial = JSON.parse(await readFile(`${root}tests/fixtures/tutorial-scenes.json`, 'utf8')) as Record<
  string,
  string
>

await mkdir(folder, { recursive: true })
const browser = await launchBrowser()
await using server = await startServer({}, (app) => app.spawn(demonstration))
const address = `https://127.0.0.1:${server.port}/`

/** Software rendering takes its time: a picture is taken when two in a row are the same, or after ten seconds. */
async function shoot(page: Page, name: string): Promise<void> {
  let last = await page.screenshot()
  for (let round = 0; round < 20; round += 1) {
    await page.waitForTimeout(500)
    const next = await page.screenshot()
    if (next.equals(last)) break
    last = next
  }
  await page.screenshot({ path: `${folder}/${name}.png` })
  console.log(`docs/images/${name}.png`)
}

{
  const { page, context } = await openPage(browser, address, { width: 1000, height: 620 })
  await page.getByText('Connected').waitFor()
  await shoot(page, 'desktop')
  await context.close()
}
for (const [name, file] of [
  ['box', 'first-scene'],
  ['materials', 'materials'],
] as const) {
  const url = `${address}?hideUI&scene=${encodeURIComponent(tutorial[name]!)}`
  const { page, context } = await openPage(browser, url, { width: 1000, height: 620 })
  await shoot(page, file)
  await context.close()
}
for (const [mode, file] of [
  ['VR', 'headset'],
  ['AR', 'headset-ar'],
] as const) {
  const { page, context } = await openPage(browser, `${address}?emulate=quest3`, { width: 1000, height: 500 })
  await page.getByText('Connected').waitFor()
  const headset = new Headset(page)
  await headset.enter(mode)
  await headset.setInputMode('hand')
  const frame = recordedHands.frames[30]!
  await headset.setHead([0, 1.5, 0.12], [-0.17, 0, 0, 0.985])
  for (const side of ['left', 'right'] as const) await headset.setHand(side, frame[side] && handNumbers(frame[side]))
  await page.waitForTimeout(4000)
  await page.screenshot({ path: `${folder}/${file}.png` })
  console.log(`docs/images/${file}.png`)
  await headset.exit()
  await context.close()
}
await browser.close()
