import { AmbientLight, Box, DirectionalLight, Instances, PerspectiveCamera, Scene, type VuerSession } from 'vuer-xr'
import { ObservedPage, type Window } from '../browser/ObservedPage.ts'
import { expectSameDrawing } from '../browser/sameDrawing.ts'
import type { BrowserStage } from '../browser/stage.ts'
import { deferred } from '../support/deferred.ts'
import { startOurs } from '../support/servers.ts'
import { BACKGROUND, CAMERA, colorOf, FIRST_KEY, LIGHT, motionAt, positionsAt, sizeOf } from './motion.ts'
import { nameOf, type Setup } from './Setup.ts'
import { Ticker } from './Ticker.ts'

/** The built server moves things; the built page shows them. */
export async function ours({ browser, certsFolder }: BrowserStage, setup: Setup, window: Window) {
  const { things, count, hertz } = setup
  const arrived = deferred<VuerSession>()
  await using server = await startOurs(certsFolder, (app) => app.spawn(arrived.resolve))
  await using page = await ObservedPage.open(browser, `https://127.0.0.1:${server.port}/`)
  const session = await arrived.promise
  session.set(emptyStage(...(things === 'boxes' ? boxesOf(count) : [instancesOf(count)])))
  using ticker = new Ticker(hertz, (tick) =>
    session.update(
      things === 'boxes' ? motionAt(count, tick) : { key: FIRST_KEY, positions: positionsAt(count, tick) },
    ),
  )
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

const argsOf = (count: number): [number, number, number] => [sizeOf(count), sizeOf(count), sizeOf(count)]

export const boxesOf = (count: number) =>
  motionAt(count, 0).map((node, index) =>
    Box({ ...node, args: argsOf(count), materialType: 'standard', color: colorOf(index) }),
  )

function instancesOf(count: number) {
  const colors = new Uint8Array(3 * count)
  for (let index = 0; index < count; index++) {
    const hex = Number.parseInt(colorOf(index).slice(1), 16)
    colors.set([hex >> 16, (hex >> 8) & 0xff, hex & 0xff], 3 * index)
  }
  return Instances({
    key: FIRST_KEY,
    primitive: 'Box',
    args: argsOf(count),
    positions: positionsAt(count, 0),
    colors,
    materialType: 'standard',
  })
}
