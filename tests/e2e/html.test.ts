import { writeFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { Box, Button, element, Group, Html, PerspectiveCamera, Scene, Trail } from 'vuer-xr'
import { Picture } from '../support/browser/picture.ts'
import { sharedBrowser } from '../support/browser/sharedBrowser.ts'
import { SessionQueue } from '../support/server/sessionQueue.ts'
import { startServer } from '../support/server/socketClient.ts'

const openPage = sharedBrowser()
const eventually = <Value>(read: () => Value) => expect.poll(read, { timeout: 30_000 })

it('HTML stays with its node, is pressed, lies in the scene like paper, and goes with what hides it', async () => {
  const sessions = new SessionQueue()
  const pressed: unknown[] = []
  const clicked: unknown[] = []
  await using server = await startServer({}, (app) => {
    app.addHandler('CLICK', ({ key }) => void pressed.push(key))
    app.addHandler('ON_CLICK', ({ key }) => void clicked.push(key))
    app.spawn((session) => {
      session.set(
        Scene(
          { grid: false, background: '#101820' },
          PerspectiveCamera({ makeDefault: true, position: [0, 0, 5], lookAt: [0, 0, 0], fov: 45 }),
          Box({ key: 'wall', args: [9, 9, 0.1], position: [0, 0, -2], color: '#304860' }),
          Group(
            { key: 'arm' },
            Html(
              { key: 'label', center: true, position: [-1, 0.5, 0] },
              element('h2', {}, 'gripper'),
              element('p', {}, 'closed by 4 mm'),
              Button({ key: 'open', label: 'Open' }),
            ),
          ),
          Html(
            { key: 'sheet', transform: true, position: [1.2, 0, 0], rotation: [0, -0.7, 0], distanceFactor: 2 },
            element('div', { style: { background: '#ffcc00', color: '#000', width: 200, padding: 20 } }, 'a sheet'),
          ),
          Trail({ key: 'trail', color: '#00ff00', width: 0.5 }, Box({ key: 'tip', args: [0.05, 0.05, 0.05] })),
        ),
      )
      sessions.add(session)
    })
  })
  const { page, context, errors } = await openPage(`https://127.0.0.1:${server.port}/`)
  const session = await sessions.next()
  const title = page.getByRole('heading', { name: 'gripper' })
  await title.waitFor()
  const label = page.locator('.html-placed', { has: title })
  const middle = async () => {
    const box = await label.boundingBox()
    return box && [Math.round(box.x + box.width / 2), Math.round(box.y + box.height / 2)]
  }
  // A metre at the origin is 87 of the 360 pixels of height.
  const METRE = 180 / (5 * Math.tan(Math.PI / 8))
  const near = (x: number, y: number) =>
    eventually(async () => {
      const [left = 0, top = 0] = (await middle()) ?? []
      return Math.hypot(left - (320 + x * METRE), top - (180 - y * METRE)) < 6
    }).toBe(true)
  await near(-1, 0.5)
  session.update({ key: 'arm', position: [0, -0.5, 0] })
  await near(-1, 0)
  for (const x of [-1, -0.5, 0]) {
    session.update({ key: 'tip', position: [x, -1 - x * x, 0] })
    await session.grabRender({}, { ttlMs: 60_000 })
  }
  const seen = async () => {
    const bytes = await page.screenshot()
    if (process.env.VUER_XR_PICTURES) writeFileSync(`${process.env.VUER_XR_PICTURES}/html.png`, bytes)
    const picture = new Picture(bytes)
    const sheet = picture.centroid((r, g, b) => r > 200 && g > 150 && b < 90)
    const isSheetThere = sheet.count > 500 && Math.abs(sheet.x - (320 + 1.2 * METRE)) < 12
    return [isSheetThere, picture.centroid((r, g, b) => g > 200 && r < 90 && b < 90).count > 20]
  }
  await eventually(seen).toEqual([true, true])

  await page.getByRole('button', { name: 'Open' }).click()
  await eventually(() => pressed).toEqual(['open'])
  session.update({ key: 'arm', hide: true })
  await eventually(() => title.isVisible()).toBe(false)
  session.update({ key: 'arm', hide: false })
  await eventually(() => title.isVisible()).toBe(true)
  session.remove('label')
  await eventually(() => title.count()).toBe(0)
  expect(clicked, 'what was pressed is not the wall behind it').toEqual([])
  expect(await page.locator('.problems').count()).toBe(0)
  expect(errors).toEqual([])
  await context.close()
})
