import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import {
  BackgroundColor,
  Box,
  boxGeometry,
  ContactShadows,
  DirectionalLight,
  Edges,
  Environment,
  Fog,
  mesh,
  meshBasicMaterial,
  type NodeData,
  OrbitControls,
  PerspectiveCamera,
  Plane,
  Scene,
  SceneBackground,
  type SceneProps,
  Sphere,
  Tube,
  type VuerSession,
} from 'vuer-xr'
import { foreignRequests, launchBrowser, openPage, type WatchedPage } from '../support/browser/chromium.ts'
import { Picture } from '../support/browser/picture.ts'
import { exrFile, hdrFile, pngFile } from '../support/pictures.ts'
import { SessionQueue } from '../support/server/sessionQueue.ts'
import { startServer } from '../support/server/socketClient.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const SIZE = { width: 320, height: 240 }
/** Looks along -z from 3 m away; a metre at the origin is 100 pixels. */
const camera = PerspectiveCamera({
  key: 'camera',
  makeDefault: true,
  position: [0, 0, 3],
  lookAt: [0, 0, 0],
  fov: (2 * Math.atan(1.2 / 3) * 180) / Math.PI,
})
const still = OrbitControls({ key: 'controls', enableRotate: false })

let server: Awaited<ReturnType<typeof startServer>>
let watched: WatchedPage
let session: VuerSession
let stop: () => Promise<void>

beforeAll(async () => {
  const sessions = new SessionQueue()
  server = await startServer({}, (app) => app.spawn(sessions.add))
  const browser = await launchBrowser()
  watched = await openPage(browser, `https://127.0.0.1:${server.port}/`, SIZE)
  session = await sessions.next()
  stop = async () => {
    await browser.close()
    await server[Symbol.asyncDispose]()
  }
})
afterAll(() => stop())

/** What the page shows of a scene, x and y in pixels from the middle, y up. */
async function shown(props: SceneProps, ...nodes: NodeData[]) {
  session.set(Scene({ grid: false, background: '#000000', ...props }, ...nodes, camera, still))
  const { frame } = await session.grabRender({ format: 'png' }, { ttlMs: 60_000 })
  const picture = new Picture(frame)
  return {
    picture,
    at: (x: number, y: number) => picture.at(SIZE.width / 2 + x, SIZE.height / 2 - y),
  }
}
/** Asks until it holds: what is loaded when it is first used comes a little later. */
const eventually = (holds: () => Promise<boolean>) => expect.poll(holds, { timeout: 60_000 }).toBe(true)

const isRed = ([red, green, blue]: readonly number[]) => red! > 150 && green! < 80 && blue! < 80

describe('shapes', () => {
  it('a tube goes where its points go', async () => {
    const points = [
      [-1, 0, 0],
      [0, 0, 0],
      [0, 0.8, 0],
    ]
    const tube = Tube({ args: [points, 64, 0.06], curveType: 'linear', materialType: 'basic', color: 'red' })
    await eventually(async () => isRed((await shown({}, tube)).at(-60, 0)))
    const { at } = await shown({}, tube)
    expect([at(-95, 0), at(0, 75)].every(isRed)).toBe(true)
    expect([at(60, 0), at(0, -40), at(-60, 40)].some(isRed)).toBe(false)
  })

  it('an outline runs around a box, as wide as it is said to be, and not over it', async () => {
    const box = Box({ args: [1, 1, 0.01], materialType: 'basic', color: 'black', outlines: true, outlineColor: 'red' })
    await eventually(async () => isRed((await shown({}, box)).at(54, 0)))
    const { at } = await shown({}, box)
    expect(isRed(at(0, 54)) && isRed(at(-54, 0))).toBe(true)
    expect(isRed(at(44, 0)) || isRed(at(0, 0)) || isRed(at(75, 0))).toBe(false)
  })

  it('edges are lines, points are points', async () => {
    // Lines between two rows of pixels would be half as bright in both.
    const edges = Edges({ geometry: 'Box', args: [1, 1, 0.001], position: [0.005, 0.005, 0], color: 'red' })
    await eventually(async () => (await shown({}, edges)).picture.centroid((...color) => isRed(color)).count > 100)
    const { picture, at } = await shown({}, edges)
    const { count } = picture.centroid((...color) => color[0] > 60)
    expect(count).toBeLessThan(2500)
    expect(at(20, 10)[0]).toBe(0)
    const dots = Plane({ args: [1, 1], materialType: 'points', color: 'red', material: { size: 0.1 } })
    const corners = await shown({}, dots)
    expect([corners.at(50, 50), corners.at(-50, 50)].every(isRed)).toBe(true)
    expect(isRed(corners.at(0, 0))).toBe(false)
  })
})

describe('materials', () => {
  it('depth is a grey that is even over its metres, distance grows away from the middle', async () => {
    const material = { nearDistance: 1, farDistance: 5 }
    const depth = await shown({}, Plane({ args: [3, 3], materialType: 'depth', material }))
    expect(Math.abs(depth.at(0, 0)[0] - 127)).toBeLessThan(4)
    expect(Math.abs(depth.at(100, 80)[0] - 127)).toBeLessThan(4)
    const distance = await shown({}, Plane({ args: [3, 3], materialType: 'distance', material }))
    expect(Math.abs(distance.at(0, 0)[0] - 127)).toBeLessThan(4)
    const away = 255 * (1 - (Math.hypot(1, 0.8, 3) - 1) / 4)
    expect(Math.abs(distance.at(100, 80)[0] - away)).toBeLessThan(4)
  })

  it('light follows a displacement, unless it may not', async () => {
    const height = pngFile(64, 64, (x) => {
      const value = Math.round(127 * (1 + Math.sin((x / 64) * 4 * Math.PI)))
      return [value, value, value]
    })
    const relief = (normalMap?: false) =>
      Plane({
        args: [2, 2, 64, 64],
        material: {
          displacementMap: height,
          displacementScale: 0.1,
          roughness: 1,
          ...(normalMap === false && { normalMap }),
        },
      })
    const sun = DirectionalLight({ position: [3, 0, 1], intensity: 3 })
    const contrast = async (plane: NodeData) => {
      const { at } = await shown({}, plane, sun)
      const row = Array.from({ length: 50 }, (_, x) => at(2 * x - 50, 0)[0])
      return Math.max(...row) - Math.min(...row)
    }
    expect(await contrast(relief())).toBeGreaterThan(60)
    expect(await contrast(relief(false))).toBeLessThan(15)
  })

  it('a surface of shadows alone shows what is behind it, darker where the shadow falls', async () => {
    const floor = Plane({ args: [3, 3], materialType: 'shadow', opacity: 0.6 })
    const box = Box({ args: [0.3, 0.3, 0.1], position: [0.3, 0, 0.6], castShadow: true, materialType: 'basic' })
    const sun = DirectionalLight({ position: [1, 0, 1], castShadow: true, intensity: 2 })
    const { at } = await shown({ background: '#808080' }, floor, box, sun)
    expect(at(-100, 90)[0]).toBe(128)
    expect(at(-30, 0)[0]).toBeLessThan(90)
  })

  it('what has one side only throws a shadow, from whichever side light falls on it', async () => {
    const floor = Plane({ args: [3, 3], materialType: 'shadow', opacity: 0.6 })
    const sun = DirectionalLight({ position: [1, 0, 1], castShadow: true, intensity: 2 })
    for (const turned of [0, Math.PI]) {
      const sheet = Plane({ args: [0.3, 0.3], position: [0.3, 0, 0.6], rotation: [0, turned, 0], castShadow: true })
      const { at } = await shown({ background: '#808080' }, floor, sheet, sun)
      expect(at(-30, 0)[0], `turned by ${turned}`).toBeLessThan(90)
      expect(at(-100, 90)[0]).toBe(128)
    }
  })
})

it('what stands above a floor throws a soft shadow without a light, and the shadow follows it', async () => {
  const ball = Sphere({ key: 'ball', args: [0.3], position: [-0.5, 0, 0.5], materialType: 'basic', color: 'white' })
  // The floor is the plane behind: up is towards the camera, which sees the shadow beside the ball.
  const look = () =>
    shown({ up: [0, 0, 1], background: '#808080' }, ContactShadows({ scale: 4, far: 1.5, blur: 1 }), {
      ...ball,
      visible: true,
    })
  await eventually(async () => (await look()).at(-20, 0)[0] < 110)
  const first = await look()
  expect(first.at(60, 0)[0]).toBeGreaterThan(120)
  session.update({ key: 'ball', position: [0.5, 0, 0.5] })
  const { frame } = await session.grabRender({ format: 'png' }, { ttlMs: 60_000 })
  const moved = new Picture(frame)
  expect(moved.at(SIZE.width / 2 + 20, SIZE.height / 2)[0]).toBeLessThan(110)
  expect(moved.at(SIZE.width / 2 - 60, SIZE.height / 2)[0]).toBeGreaterThan(120)
})

describe('surroundings', () => {
  const mirror = Sphere({ args: [0.8, 64, 32], material: { metalness: 1, roughness: 0 } })
  const sky = (_x: number, y: number) => (y < 16 ? ([0, 0, 1] as const) : ([1, 0, 0] as const))

  it.each([
    ['HDR', hdrFile(64, 32, sky)],
    ['EXR', exrFile(64, 32, sky)],
    ['PNG', pngFile(64, 32, (x, y) => sky(x, y).map((value) => value * 255) as [number, number, number])],
  ])('a mirror shows the sky of an %s file above and its ground below', async (_format, files) => {
    const look = () => shown({ toneMapping: 'none' }, mirror, Environment({ files, background: true }))
    await eventually(async () => isRed((await look()).at(0, -60)))
    const { at } = await look()
    const isBlue = ([red, , blue]: readonly number[]) => blue! > 150 && red! < 80
    expect(isBlue(at(0, 60))).toBe(true)
    expect(isBlue(at(150, 100)) && isRed(at(150, -100))).toBe(true)
  })

  it('a picture all around begins at -x and goes by -z to +x; another picture fills the view', async () => {
    // Quarters of the turn: from -x over -z to +x, then over +z back. Ahead is the first half's middle.
    const around = pngFile(64, 32, (x) => (x >= 12 && x < 20 ? [255, 0, 0] : [0, 0, 255]))
    const look = (src: Uint8Array) => shown({}, SceneBackground({ src }))
    await eventually(async () => isRed((await look(around)).at(0, 0)))
    const flat = pngFile(40, 40, (x, y) => (x < 20 && y < 20 ? [255, 0, 0] : [0, 0, 255]))
    await eventually(async () => isRed((await look(flat)).at(-100, 80)))
    const { at } = await look(flat)
    expect([at(100, 80), at(100, -80), at(-100, -80)].some(isRed)).toBe(false)
  })

  it('fog hides what is far, in its colour', async () => {
    const wall = (z: number) => Plane({ args: [1, 1], position: [0, 0, z], materialType: 'basic', color: 'red' })
    const fog = Fog({ color: '#00ff00', near: 2, far: 6 })
    const near = await shown({}, wall(1.5), fog)
    expect(isRed(near.at(0, 0))).toBe(true)
    const far = await shown({}, wall(-4), fog, BackgroundColor({ color: '#0000ff' }))
    expect(far.at(0, 0)).toEqual([0, 255, 0])
    expect(far.at(150, 100)).toEqual([0, 0, 255])
    expect(isRed((await shown({}, wall(-4))).at(0, 0))).toBe(true)
  })

  it('the scene’s tone mapping and exposure are those of the picture', async () => {
    const wall = Plane({ args: [3, 3], materialType: 'lambert', color: '#808080' })
    const light = { tag: 'AmbientLight', key: 'light', intensity: Math.PI }
    expect((await shown({ toneMapping: 'none' }, wall, light)).at(0, 0)[0]).toBeCloseTo(128, -1)
    const dark = await shown({ toneMapping: 'linear', toneMappingExposure: 0.25 }, wall, light)
    expect(Math.abs(dark.at(0, 0)[0] - 66)).toBeLessThan(6)
  })
})

it('plain tags are drawn; a program of a scene is refused on the page, and nothing is asked of anybody else', async () => {
  const cube = mesh({ key: 'cube' }, boxGeometry({ args: [1, 1, 1] }), meshBasicMaterial({ color: 'red' }))
  await eventually(async () => isRed((await shown({}, cube)).at(0, 0)))
  await shown({}, cube, { tag: 'shaderMaterial', key: 'evil' })
  await watched.page.getByRole('button', { name: 'on this scene' }).click()
  await watched.page.getByText('programs for the graphics card are not taken from a scene').first().waitFor()
  expect(foreignRequests(watched.requests, server.port)).toEqual([])
  expect(watched.errors).toEqual([])
})

it('a visitor who sees boxes downloads no loader and none of the other forms', async () => {
  await using plain = await startServer({}, (app) => app.spawn((other) => other.set(Scene({}, Box({ color: 'red' })))))
  const browser = await launchBrowser()
  const { page, requests } = await openPage(browser, `https://127.0.0.1:${plain.port}/`, SIZE)
  await page.getByText('Connected').waitFor()
  expect(requests.filter((url) => /Loader|shapeViews|panorama|Sky|intrinsic|Outline|Area/i.test(url))).toEqual([])
  await browser.close()
})
