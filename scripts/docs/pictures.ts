// `npm run docs:pictures`: makes the pictures of the guides from the running program. Build first.
import { mkdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { Matrix4, Vector3 } from 'three'
import { demonstration } from '../../server/demo.ts'
import { Box, Button, GUI, GuiText, Hands, Scene, Select, Slider, Toggle } from '../../server/index.ts'
import { launchBrowser, openPage } from '../../tests/support/browser/chromium.ts'
import { Headset } from '../../tests/support/browser/headset.ts'
import { handNumbers, recordedHands } from '../../tests/support/handFixture.ts'
import { handPlaced, WATCHED } from '../../tests/support/placedHand.ts'
import { SessionQueue } from '../../tests/support/server/sessionQueue.ts'
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
{
  const controls = [
    GuiText({ key: 'recording', label: 'Recording', text: 'episode 12, 0:41', level: 'success' }),
    Slider({ key: 'speed', label: 'Speed', max: 1, step: 0.05, value: 0.35, unit: 'm/s' }),
    Toggle({ key: 'gripper', label: 'Gripper closed', value: true }),
    Select({ key: 'mode', label: 'Mode', options: ['position', 'velocity'], value: 'velocity' }),
    Button({ key: 'home', label: 'Go home' }),
  ]
  const look = { materialType: 'basic', color: '#3b6ea5' } as const
  const sessions = new SessionQueue()
  // Little to draw: the figures on the panel are those of this machine, which draws in software.
  await using controlled = await startServer({}, (app) =>
    app.spawn((session) => {
      session.set(
        Scene(
          {
            background: '#20242d',
            bgChildren: [Hands({ fps: 60, showFrame: false })],
            htmlChildren: [GUI({ key: 'arm', title: 'Arm' }, ...controls)],
          },
          Box({
            key: 'table',
            args: [1.2, 0.04, 0.7],
            position: [0, 0.9, -0.7],
            materialType: 'basic',
            color: '#4a5060',
          }),
          Box({ key: 'part', args: [0.12, 0.12, 0.12], position: [-0.3, 0.98, -0.6], rotation: [0, 0.5, 0], ...look }),
        ),
      )
      sessions.add(session)
    }),
  )
  const { page, context } = await openPage(browser, `https://127.0.0.1:${controlled.port}/?emulate=quest3`, {
    width: 1100,
    height: 520,
  })
  const session = await sessions.next()
  const headset = new Headset(page)
  await headset.enter('VR')
  await headset.setHead([0, 1.5, 0.12], [-0.12, 0, 0, 0.993])
  await headset.setInputMode('hand')
  await headset.setHand('left', handPlaced('left', WATCHED, new Vector3(-0.04, 1.26, -0.24)))
  const fromTheRight = new Matrix4().makeRotationY(1.1)
  await headset.setHand('right', handPlaced('right', fromTheRight, new Vector3(0.12, 1.4, -0.17), 'index-finger-tip'))
  await page.waitForTimeout(6000)
  session.notify('Put the part on the table', { forMs: 60_000 })
  await page.waitForTimeout(6000)
  await page.screenshot({ path: `${folder}/panel.png` })
  console.log('docs/images/panel.png')
  await headset.exit()
  await context.close()
}
await browser.close()
