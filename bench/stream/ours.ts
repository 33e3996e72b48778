import { AmbientLight, Box, DirectionalLight, Instances, PerspectiveCamera, Scene, type VuerSession } from 'vuer-xr'
import { ObservedPage, type Window } from '../browser/ObservedPage.ts'
import { expectSameDrawing } from '../browser/sameDrawing.ts'
import type { BrowserStage } from '../browser/stage.ts'
import { deferred } from '../support/deferred.ts'
import { startOurs } from '../support/servers.ts'
import { BACKGROUND, CAMERA, colorOf, FIRST_KEY, LIGHT, motionAt, positionsAt, sizeOf, wholeBoxesAt } from './motion.ts'
import { nameOf, type Setup } from './Setup.ts'
import { Ticker } from './Ticker.ts'

/** The built server moves things; the built page shows them. */
export async function ours({ browser, certsFolder }: BrowserStage, setup: Setup, window: Window) {
  const { things, count, hertz } = setup
  const arrived = deferred<VuerSession>()
  await using server = await startOurs(certsFolder, (app) => app.spawn(arrived.resolve))
  await using page = await ObservedPage.open(browser, `https://127.0.0.1:${server.port}/`)
  const session = await arrived.promise
  session.set(emptyStage(...(things === 'instances' ? [instancesOf(count)] : boxesOf(count))))
  using ticker = new Ticker(hertz, (tick) => {
    if (things === 'boxes') session.update(motionAt(count, tick))
    else if (things === 'whole boxes') session.upsert(wholeBoxesAt(count, tick))
    else session.update({ key: FIRST_KEY, positions: positionsAt(count, tick) })
  })
  const { figures, facts } = await page.measure(ticker, window)
  expectSameDrawing(nameOf(setup), 'our page', facts)
  return figures
}

/** Camera, lights and background as the bare page has them, and what stands on it. */
export const emptyStage = (...nodes: Parameters<typeof Scene>[1][]) =>
  Scene(
    { grid: false, background: BACKGROUND },
    PerspectiveCamera({ key: 'camera', makeDefault: true, position: [...CAMERA.position], fov: CAMERA.fov }),
    AmbientLight({ key: 'ambient', intensity: LIGHT.ambient }),
    DirectionalLight({ key: 'sun', intensity: LIGHT.directional, position: [...LIGHT.position] }),
    ...nodes,
  )

export const boxesOf = (count: number) =>
  wholeBoxesAt(count, 0).map(({ tag: _, ...props }) => Box(props as Parameters<typeof Box>[0]))

function instancesOf(count: number) {
  const colors = new Uint8Array(3 * count)
  for (let index = 0; index < count; index++) {
    const hex = Number.parseInt(colorOf(index).slice(1), 16)
    colors.set([hex >> 16, (hex >> 8) & 0xff, hex & 0xff], 3 * index)
  }
  return Instances({
    key: FIRST_KEY,
    primitive: 'Box',
    args: [sizeOf(count), sizeOf(count), sizeOf(count)],
    positions: positionsAt(count, 0),
    colors,
    materialType: 'standard',
  })
}
