import type { Page } from 'playwright-core'
import { describe, expect, it, vi } from 'vitest'
import {
  AmbientLight,
  Box,
  CameraView,
  Clickable,
  DirectionalLight,
  Group,
  type NodeData,
  OrbitControls,
  PerspectiveCamera,
  Plane,
  Scene,
  Sphere,
  type VuerSession,
} from 'vuer-xr'
import { Headset } from '../support/browser/headset.ts'
import { Picture } from '../support/browser/picture.ts'
import { sharedBrowser } from '../support/browser/sharedBrowser.ts'
import { SessionQueue } from '../support/server/sessionQueue.ts'
import { startServer } from '../support/server/socketClient.ts'

vi.setConfig({ testTimeout: 180_000 })

const openPage = sharedBrowser()
const SIZE = { width: 400, height: 300 }
const COLUMNS = 10
const COUNT = 80

const COLORS = ['#e64', '#4b6', '#48e', '#fc3', '#b5d', '#fff']

type Look = (index: number) => Record<string, unknown>
const ALIKE: Look = () => ({})
/** A setting that nobody can see, but with which no two of them are alike: each is drawn by itself. */
const EACH_ITS_OWN: Look = (index) => ({ polygonOffsetUnits: index + 1 })

/** Boxes and balls over a floor, some of them turned, in groups, hidden or mirrored, with their shadows. */
function bodies(look: Look): NodeData[] {
  const body = (index: number) => {
    const column = index % COLUMNS
    const row = Math.floor(index / COLUMNS)
    const props = {
      key: `body-${index}`,
      position: [(column - 4.5) * 0.4, 0.3 + 0.05 * row, (row - 4) * 0.4] as [number, number, number],
      rotation: [0.3 * column, 0.2 * row, 0] as [number, number, number],
      ...(index % 9 === 4 && { scale: [-1, 1, 0.5] as [number, number, number] }),
      ...(index % 13 === 5 && { hide: true }),
      color: COLORS[index % COLORS.length]!,
      materialType: 'standard' as const,
      material: { roughness: 0.4, ...look(index) },
      castShadow: true,
      receiveShadow: true,
    }
    return index % 2 === 0 ? Box({ ...props, args: [0.2, 0.2, 0.2] }) : Sphere({ ...props, args: [0.12, 16, 12] })
  }
  const all = Array.from({ length: COUNT }, (_, index) => body(index))
  return [
    ...all.slice(0, 60),
    Group({ key: 'group', position: [0.05, 0.1, 0], rotation: [0, 0.1, 0] }, ...all.slice(60)),
    Plane({ key: 'floor', args: [6, 6], rotation: [-Math.PI / 2, 0, 0], receiveShadow: true, color: '#888' }),
  ]
}

const scene = (...nodes: NodeData[]) =>
  Scene(
    {
      grid: false,
      background: '#102030',
      bgChildren: [
        PerspectiveCamera({ key: 'camera', makeDefault: true, position: [0, 2.5, 4], lookAt: [0, 0.3, 0], fov: 45 }),
        OrbitControls({ key: 'controls', target: [0, 0.3, 0], enableRotate: false }),
        AmbientLight({ key: 'ambient', intensity: 0.6 }),
        DirectionalLight({ key: 'sun', intensity: 2, position: [2, 5, 3], castShadow: true }),
      ],
    },
    ...nodes,
  )

/** Counts the draw calls of the page, those for shadows included. */
const countCalls = async (page: Page): Promise<void> => {
  await page.addInitScript(() => {
    const names = ['drawElements', 'drawArrays', 'drawElementsInstanced', 'drawArraysInstanced'] as const
    const prototype = WebGL2RenderingContext.prototype as unknown as Record<string, (...args: unknown[]) => void>
    const calls = { count: 0 }
    for (const name of names) {
      const draw = prototype[name]!
      prototype[name] = function (...args) {
        calls.count += 1
        draw.apply(this, args)
      }
    }
    Object.assign(globalThis, { drawCalls: calls })
  })
}

async function open(query = '') {
  const sessions = new SessionQueue()
  const server = await startServer({}, (app) => app.spawn(sessions.add))
  const { page, errors } = await openPage(`https://127.0.0.1:${server.port}/${query}`, SIZE, countCalls)
  const session = await sessions.next()
  return {
    page,
    session,
    errors,
    picture: () => grab(session),
    /** How many calls a picture takes. */
    calls: async () => {
      const read = () =>
        page.evaluate(() => (globalThis as unknown as { drawCalls: { count: number } }).drawCalls.count)
      const before = await read()
      await grab(session)
      return (await read()) - before
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  }
}

const grab = async (session: VuerSession, key?: string) => {
  const { frame } = await session.grabRender({ format: 'png', ...(key !== undefined && { key }) }, { ttlMs: 60_000 })
  return new Picture(frame)
}

describe('many equal bodies', () => {
  it('take few calls, and the picture is that of each drawn by itself', async () => {
    await using view = await open()
    view.session.set(scene(...bodies(EACH_ITS_OWN)))
    const apart = await view.picture()
    const callsApart = await view.calls()
    view.session.set(scene(...bodies(ALIKE)))
    const together = await view.picture()
    const callsTogether = await view.calls()

    expect(together.differingPixels(apart)).toBeLessThan(20)
    expect(callsApart).toBeGreaterThan(1.5 * COUNT)
    expect(callsTogether).toBeLessThan(callsApart / 3)
    expect(view.errors).toEqual([])
  })

  it('follow the script at once: moved, painted, hidden, removed, joined by others', async () => {
    await using view = await open()
    const changes: ((session: VuerSession) => void)[] = [
      (session) => session.update({ key: 'body-3', position: [0, 1.2, 0] }),
      (session) => session.update({ key: 'body-10', color: '#000000' }),
      (session) => session.update({ key: 'body-12', hide: true }),
      (session) => session.update({ key: 'group', position: [0, 0.5, 0.5] }),
      (session) => session.update({ key: 'body-20', opacity: 0.3 }),
      (session) => session.remove(['body-0', 'body-31']),
      (session) => session.add(Box({ key: 'more', args: [0.2, 0.2, 0.2], position: [0.2, 0.9, 1], color: '#4b6' })),
      (session) => session.remove('group'),
    ]
    const pictures = []
    for (const look of [EACH_ITS_OWN, ALIKE]) {
      view.session.set(scene(...bodies(look)))
      const shown = [await view.picture()]
      for (const change of changes) {
        change(view.session)
        shown.push(await view.picture())
      }
      pictures.push(shown)
    }
    const [apart, together] = pictures as [Picture[], Picture[]]
    for (const [step, picture] of together.entries()) {
      expect(picture.differingPixels(apart[step]!), `after change ${step}`).toBeLessThan(20)
      if (step > 0) expect(picture.differingPixels(together[step - 1]!), `by change ${step}`).toBeGreaterThan(20)
    }
  })

  it('are hit one by one, by the mouse', async () => {
    await using view = await open()
    const boxes = Array.from({ length: 20 }, (_, index) =>
      Clickable(
        { key: `button-${index}` },
        Box({
          key: `box-${index}`,
          args: [0.3, 0.3, 0.3],
          position: [(index % 5) * 0.5 - 1, 0.3, Math.floor(index / 5) * -0.6],
        }),
      ),
    )
    view.session.set(scene(...boxes))
    await view.picture()
    const clicked = view.session.till('ON_CLICK')
    await view.page.mouse.click(SIZE.width / 2, SIZE.height / 2)
    expect((await clicked).value).toMatchObject({ key: 'button-2' })
  })

  it('are as far away in a picture of depths as each drawn by itself', async () => {
    await using view = await open()
    const sensor = CameraView({
      key: 'sensor',
      ...SIZE,
      fov: 45,
      position: [0, 2.5, 4],
      rotation: [-0.5, 0, 0],
      near: 1,
      far: 8,
      stream: 'ondemand',
      renderDepth: true,
      showCamera: false,
      monitor: false,
      movable: false,
    })
    const depths: Picture[] = []
    for (const look of [EACH_ITS_OWN, ALIKE]) {
      view.session.set(scene(...bodies(look), sensor))
      const { depthFrame } = await view.session.grabRender({ key: 'sensor', format: 'png' }, { ttlMs: 60_000 })
      depths.push(new Picture(depthFrame!))
    }
    expect(depths[1]!.differingPixels(depths[0]!)).toBeLessThan(20)
    expect(depths[0]!.brightness).toBeGreaterThan(10)
  })

  it('are seen alike by both eyes in a headset', async () => {
    await using view = await open('?emulate=quest3')
    const headset = new Headset(view.page)
    await headset.enter('VR')
    await headset.setHead([0, 1.6, 2], [Math.sin(-0.3), 0, 0, Math.cos(-0.3)])
    // Models of controllers come when they are loaded: behind the person they are in neither picture.
    for (const side of ['left', 'right'] as const) await headset.setController(side, [0, 1.6, 4], [0, 0, 0, 1])
    const eyes: Picture[] = []
    for (const look of [EACH_ITS_OWN, ALIKE]) {
      view.session.set(scene(...bodies(look)))
      await view.picture()
      await headset.frames(2)
      eyes.push(new Picture(await view.page.screenshot({ type: 'png' })))
    }
    expect(eyes[1]!.differingPixels(eyes[0]!)).toBeLessThan(100)
    expect(eyes[0]!.centroid((red, green, blue) => red > 150 && green < 120 && blue < 100).count).toBeGreaterThan(100)
    expect(view.errors).toEqual([])
  })
})
