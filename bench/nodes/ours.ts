import type { Browser } from 'playwright-core'
import { AmbientLight, Box, DirectionalLight, PerspectiveCamera, Scene, type VuerSession } from 'vuer-xr'
import { deferred } from '../support/deferred.ts'
import { startOurs } from '../support/servers.ts'
import { BrowserPage } from './BrowserPage.ts'
import { BACKGROUND, CAMERA, colorOf, LIGHT, motionAt, SIZE } from './boxes.ts'
import { expectSameDrawing } from './sameDrawing.ts'
import { Ticker } from './Ticker.ts'

/** The built server moves the boxes; the built page shows them. */
export async function ours(browser: Browser, certsFolder: string, count: number) {
  const arrived = deferred<VuerSession>()
  await using server = await startOurs(certsFolder, (app) => app.spawn(arrived.resolve))
  await using page = await BrowserPage.open(browser, `https://127.0.0.1:${server.port}/`)
  const session = await arrived.promise
  session.set(sceneOf(count))
  using ticker = new Ticker((tick) => session.update(motionAt(count, tick)))
  const { figures, facts } = await page.measure(ticker)
  expectSameDrawing(`${count} boxes`, 'our page', facts)
  return figures
}

const sceneOf = (count: number) =>
  Scene(
    { grid: false, background: BACKGROUND },
    PerspectiveCamera({ key: 'camera', makeDefault: true, position: [...CAMERA.position], fov: CAMERA.fov }),
    AmbientLight({ key: 'ambient', intensity: LIGHT.ambient }),
    DirectionalLight({ key: 'sun', intensity: LIGHT.directional, position: [...LIGHT.position] }),
    ...motionAt(count, 0).map((node, index) =>
      Box({ ...node, args: [SIZE, SIZE, SIZE], materialType: 'standard', color: colorOf(index) }),
    ),
  )
