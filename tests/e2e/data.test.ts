import { describe, expect, it } from 'vitest'
import {
  Box,
  CoordsMarker,
  DepthPointCloud,
  Instances,
  Line,
  type NodeData,
  PerspectiveCamera,
  PointCloud,
  Scene,
  Text,
  Text3D,
  Trail,
  TriMesh,
} from 'vuer-xr'
import { foreignRequests } from '../support/browser/chromium.ts'
import { Picture } from '../support/browser/picture.ts'
import { sharedBrowser } from '../support/browser/sharedBrowser.ts'
import { SessionQueue } from '../support/server/sessionQueue.ts'
import { startServer } from '../support/server/socketClient.ts'

const openPage = sharedBrowser()

/** A page that looks at these nodes from 5 m along -z: a metre at the origin is 87 of its 360 pixels high. */
async function look(...nodes: NodeData[]) {
  return lookAt('?hideUI', ...nodes)
}

async function lookAt(query: string, ...nodes: NodeData[]) {
  const sessions = new SessionQueue()
  const server = await startServer({}, (app) =>
    app.spawn((session) => {
      session.set(
        Scene(
          { grid: false, background: '#000000' },
          ...nodes,
          PerspectiveCamera({ key: 'main', makeDefault: true, position: [0, 0, 5], lookAt: [0, 0, 0], fov: 45 }),
        ),
      )
      sessions.add(session)
    }),
  )
  const opened = await openPage(`https://127.0.0.1:${server.port}/${query}`)
  const session = await sessions.next()
  return {
    ...opened,
    port: server.port,
    session,
    picture: async () => new Picture(await opened.page.screenshot()),
    async [Symbol.asyncDispose]() {
      await opened.context.close()
      await server[Symbol.asyncDispose]()
    },
  }
}
type Matches = Parameters<Picture['centroid']>[0]
const METRE = 180 / (5 * Math.tan(Math.PI / 8))
const red: Matches = (r, g, b) => r > 150 && g < 90 && b < 90
const green: Matches = (r, g, b) => g > 100 && r < 90 && b < 90
const lit: Matches = (r, g, b) => r + g + b > 150

describe('points, meshes and sets', () => {
  it('a cloud of half floats has points of the right size, place and colour, and follows new bytes', async () => {
    const corners = [-1, 0.5, 0, 1, 0.5, 0, 0, -1, 0]
    await using view = await look(
      PointCloud({
        key: 'pc',
        vertices: corners,
        colors: new Uint8Array([200, 0, 0, 0, 128, 0, 0, 0, 255]),
        size: 0.2,
      }),
    )
    await expect.poll(async () => (await view.picture()).centroid(red).count).toBeGreaterThan(200)
    const shown = await view.picture()
    const spot = shown.centroid(red)
    expect(Math.abs(spot.x - (320 - METRE))).toBeLessThan(2)
    expect(Math.abs(spot.y - (180 - METRE / 2))).toBeLessThan(2)
    // A point is a square that is 20 cm wide.
    expect(Math.abs(Math.sqrt(spot.count) - 0.2 * METRE)).toBeLessThan(1.5)
    // Colours are those of a picture: they go through unchanged.
    expect(shown.at(320 + METRE, 180 - METRE / 2).map((value) => Math.round(value / 4))).toEqual([0, 32, 0])
    view.session.update(PointCloud.patch({ key: 'pc', vertices: corners.map((value) => -value) }))
    await expect.poll(async () => (await view.picture()).centroid(red).x).toBeGreaterThan(320)
    expect(view.errors).toEqual([])
  })

  it('a trail gets thinner towards its oldest place, as its attenuation says', async () => {
    await using view = await look(
      Trail(
        { key: 'way', width: 6, color: '#ff0000', attenuation: 'linear' },
        Box({ key: 'tool', args: [0.1, 0.1, 0.1], color: '#00ff00', position: [-2, 0, 0] }),
      ),
    )
    // It remembers places from when it is there.
    await expect.poll(async () => (await view.picture()).centroid(green).count).toBeGreaterThan(20)
    const [from, to, steps] = [-2, 2, 40]
    for (let step = 0; step <= steps; step += 1) {
      view.session.update({ key: 'tool', position: [from + ((to - from) * step) / steps, 0, 0] })
    }
    /** How many metres it is thick at a part of its way. */
    const thickness = async (part: number) => {
      const shown = await view.picture()
      const x = Math.round(320 + (from + (to - from) * part) * METRE)
      return (
        Array.from({ length: 360 }, (_, y) => Number(red(...shown.at(x, y)))).reduce((sum, hit) => sum + hit, 0) / METRE
      )
    }
    const parts = () => Promise.all([0.25, 0.5, 0.75].map(thickness))
    const nearly = (...metres: number[]) => metres.map((value) => expect.closeTo(value, 1))
    await expect.poll(parts).toEqual(nearly(0.15, 0.3, 0.45))
    view.session.update({ key: 'way', attenuation: 'cubed' })
    await expect.poll(parts).toEqual(nearly(0.01, 0.075, 0.25))
    view.session.update({ key: 'way', attenuation: null })
    await expect.poll(parts).toEqual(nearly(0.6, 0.6, 0.6))
    expect(view.errors).toEqual([])
  })

  it('a mesh has the colours of its vertices, on both sides', async () => {
    const mesh = { vertices: [-1, -1, 0, 1, -1, 0, 0, 1, 0], faces: [0, 1, 2], materialType: 'basic' } as const
    await using view = await look(
      TriMesh({ key: 'm', ...mesh, colors: [0, 0.5, 0, 0, 0.5, 0, 0, 0.5, 0] }),
      TriMesh({ key: 'back', ...mesh, faces: [0, 2, 1], color: 'red', position: [0, 0, -1], scale: [2, 1, 1] }),
    )
    await expect.poll(async () => (await view.picture()).centroid(green).count).toBeGreaterThan(5000)
    await expect.poll(async () => (await view.picture()).centroid(red).count).toBeGreaterThan(1000)
    const shown = await view.picture()
    expect(shown.at(320, 200).map((value) => Math.round(value / 4))).toEqual([0, 32, 0])
  })

  it('a set of boxes moves with one array, and a click says which one it was', async () => {
    const positions = (x: number) => new Float32Array([-x, 0, 0, x, 0, 0])
    await using view = await look(
      Instances({
        key: 'set',
        args: [0.5, 0.5, 0.5],
        materialType: 'basic',
        positions: positions(1),
        colors: new Uint8Array([255, 0, 0, 0, 128, 0]),
      }),
    )
    await expect.poll(async () => (await view.picture()).centroid(green).count).toBeGreaterThan(500)
    view.session.update(Instances.patch({ key: 'set', positions: positions(1.5) }))
    await expect
      .poll(async () => Math.round((await view.picture()).centroid(green).x - 320))
      .toBeGreaterThan(1.3 * METRE)
    const clicked = view.session.till('ON_CLICK')
    await view.page.mouse.click(320 + 1.5 * METRE, 180)
    expect((await clicked).value).toMatchObject({ key: 'set', index: 1 })
  })

  it('depth cameras, lines and frames are where they are said to be', async () => {
    await using view = await look(
      DepthPointCloud({
        key: 'd',
        depth: new Uint16Array(9).fill(1000),
        width: 3,
        fov: 90,
        cmap: 'none',
        color: 'red',
        pointSize: 10,
        position: [0, 0, 1],
      }),
      Line({
        key: 'l',
        points: [
          [-2, 1.5, 0],
          [2, 1.5, 0],
        ],
        lineWidth: 8,
        color: 'rgb(0,128,0)',
      }),
    )
    await expect.poll(async () => (await view.picture()).centroid(red).count).toBe(900)
    await expect.poll(async () => (await view.picture()).centroid(green).count).toBeGreaterThan(4 * METRE * 7)
    const shown = await view.picture()
    expect(Math.abs(shown.centroid(green).y - (180 - 1.5 * METRE))).toBeLessThan(1)
    // The outer pixels look 2/3 m to the side at a distance of 1 m.
    expect(red(...shown.at(320 + (2 / 3) * METRE, 180 + (2 / 3) * METRE))).toBe(true)
    expect(red(...shown.at(320 + METRE / 3, 180))).toBe(false)
  })
})

describe('text', () => {
  it('is drawn with a font from our server, changes, and asks nobody else, whatever is written', async () => {
    await using view = await look(
      Text({ key: 't', fontSize: 0.8, color: '#00ff00' }, 'wide words'),
      CoordsMarker({ key: 'axes', position: [9, 9, 0] }),
    )
    await expect.poll(async () => (await view.picture()).centroid(lit).count, { timeout: 30_000 }).toBeGreaterThan(1000)
    const before = (await view.picture()).centroid(lit).count
    view.session.update(Text.patch({ key: 't', text: '漢字 ا 😀' }))
    await expect.poll(async () => (await view.picture()).centroid(lit).count).not.toBe(before)
    view.session.update(Text.patch({ key: 't', text: 'i' }))
    await expect.poll(async () => (await view.picture()).centroid(lit).count).toBeLessThan(before / 2)
    expect(foreignRequests(view.requests, view.port)).toEqual([])
    expect(view.errors).toEqual([])
  })

  it('has a depth, if it is to', async () => {
    await using view = await look(
      Text3D({ key: 't', size: 1, height: 0.3, materialType: 'basic', color: 'red', position: [-0.5, -0.5, 0] }, 'L'),
    )
    await expect.poll(async () => (await view.picture()).centroid(red).count, { timeout: 30_000 }).toBeGreaterThan(1000)
    const { x, y } = (await view.picture()).centroid(red)
    // Most of an L is at its lower left.
    expect([x < 320, y > 180]).toEqual([true, true])
    expect(foreignRequests(view.requests, view.port)).toEqual([])
    expect(view.errors).toEqual([])
  })

  it('says which font could not be had, and is drawn with ours', async () => {
    await using view = await lookAt(
      '',
      Text({ key: 't', font: '/no-such.ttf', color: 'red' }, 'words'),
      Box({ key: 'b', position: [9, 9, 9] }),
    )
    await expect.poll(async () => (await view.picture()).centroid(red).count, { timeout: 30_000 }).toBeGreaterThan(500)
    await view.page.getByRole('button', { name: '1 note on this scene' }).click()
    await view.page.getByText('font: /no-such.ttf: could not be loaded').waitFor()
  })
})
