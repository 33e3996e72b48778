import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import {
  AmbientLight,
  Bvh,
  type ClientEvent,
  Dae,
  DirectionalLight,
  Fbx,
  Glb,
  Gltf,
  type NodeData,
  Obj,
  Pcd,
  PerspectiveCamera,
  Ply,
  Scene,
  SparkSplats,
  Splat,
  Stl,
  Urdf,
  type VuerSession,
} from 'vuer-xr'
import { foreignRequests } from '../support/browser/chromium.ts'
import { Picture } from '../support/browser/picture.ts'
import { sharedBrowser } from '../support/browser/sharedBrowser.ts'
import { SessionQueue } from '../support/server/sessionQueue.ts'
import { startServer } from '../support/server/socketClient.ts'

const openPage = sharedBrowser()
/** Where to look at what the tests saw; nowhere unless told. */
const pictures = process.env.MODELS_PICTURES
const fixtures = fileURLToPath(new URL('../fixtures/models/', import.meta.url))
const fixture = (name: string) => new Uint8Array(readFileSync(`${fixtures}${name}`))

const SIZE = { width: 800, height: 480 }
const DISTANCE = 8
const PIXELS_PER_METRE = SIZE.height / (2 * DISTANCE * Math.tan((20 * Math.PI) / 180))

/** Seen from the front: a metre is the same everywhere in the plane of the picture. */
const stage = (...nodes: NodeData[]) =>
  Scene(
    { grid: false, background: '#000000', toneMapping: 'none' },
    PerspectiveCamera({ key: 'view', makeDefault: true, position: [0, 0, DISTANCE], lookAt: [0, 0, 0], fov: 40 }),
    AmbientLight({ key: 'ambient', intensity: 1.2 }),
    DirectionalLight({ key: 'sun', intensity: 1.8, position: [0, 0, 5] }),
    ...nodes,
  )
const pixelOf = ([x, y]: readonly number[]) =>
  [SIZE.width / 2 + x! * PIXELS_PER_METRE, SIZE.height / 2 - y! * PIXELS_PER_METRE] as const

async function look(page: Page, name: string): Promise<Picture> {
  return new Picture(await page.screenshot(pictures ? { path: `${pictures}/${name}.png` } : {}))
}

/** A server with the fixtures at /static, and the sessions of those who come. */
async function startModelServer() {
  const sessions = new SessionQueue()
  const server = await startServer({ staticRoot: fixtures }, (app) =>
    app.spawn((session) => {
      session.set(stage())
      sessions.add(session)
    }),
  )
  return { ...server, sessions }
}

async function loaded(session: VuerSession, keys: readonly string[]): Promise<ClientEvent<'LOAD'>[]> {
  const awaited = new Set(keys)
  const heard: ClientEvent<'LOAD'>[] = []
  for await (const event of session.events('LOAD')) {
    heard.push(event)
    awaited.delete(event.key ?? '')
    if (awaited.size === 0) return heard
  }
  throw new Error(`the session ended; still missing: ${[...awaited].join()}`)
}

/** The parameter of a splat's colour that makes it black. */
const BLACK = -1.7725

/** A file of splats: place, colour, opacity, logarithms of the sizes, turn as w, x, y, z of each. */
function splatFile(...splats: readonly (readonly number[])[]) {
  const names = ['x', 'y', 'z', 'f_dc_0', 'f_dc_1', 'f_dc_2', 'opacity', 'scale_0', 'scale_1', 'scale_2']
  const properties = [...names, 'rot_0', 'rot_1', 'rot_2', 'rot_3'].map((name) => `property float ${name}\n`)
  const header = `ply\nformat binary_little_endian 1.0\nelement vertex ${splats.length}\n${properties.join('')}end_header\n`
  return new Uint8Array(Buffer.concat([Buffer.from(header), Buffer.from(Float32Array.from(splats.flat()).buffer)]))
}

/** Which channels are nearly as bright as the brightest; `` for black. */
const hue = (color: readonly number[]) => {
  const most = Math.max(...color)
  return most < 60 ? '' : ['r', 'g', 'b'].filter((_, channel) => color[channel]! > 0.8 * most).join('')
}

const LINKS = 12
const LINK_M = 0.4

/** A chain of links that lie along x and turn about z, each a mesh of a package, with a green box at its end. */
function chainUrdf(): string {
  const link = (index: number) => {
    const mesh = `<origin xyz="${LINK_M / 2} 0 0"/><geometry><mesh filename="package://chain/meshes/link.stl" scale="0.6 0.15 0.15"/></geometry>`
    const tip = `<visual><origin xyz="${LINK_M} 0 0"/><geometry><box size="0.3 0.3 0.3"/></geometry><material name="green"><color rgba="0 1 0 1"/></material></visual>`
    return `<link name="link_${index}"><visual>${mesh}</visual>${index === LINKS ? tip : ''}</link>`
  }
  const joint = (index: number) =>
    `<joint name="joint_${index}" type="revolute"><parent link="${index === 1 ? 'base' : `link_${index - 1}`}"/><child link="link_${index}"/><origin xyz="${index === 1 ? 0 : LINK_M} 0 0"/><axis xyz="0 0 1"/><limit lower="-2" upper="2" effort="1" velocity="1"/></joint>`
  const numbers = Array.from({ length: LINKS }, (_, index) => index + 1)
  return `<robot name="chain"><link name="base"/>${numbers.map(link).join('')}${numbers.map(joint).join('')}</robot>`
}

/** Where the end of that chain is, from where it begins. */
function tipOf(angles: Readonly<Record<string, number>>): [number, number] {
  let [x, y, heading] = [0, 0, 0]
  for (let index = 1; index <= LINKS; index += 1) {
    heading += angles[`joint_${index}`] ?? 0
    x += LINK_M * Math.cos(heading)
    y += LINK_M * Math.sin(heading)
  }
  return [x, y]
}

describe('models', () => {
  it('of each format are drawn where they stand and in their colours, from our own server alone', async () => {
    await using server = await startModelServer()
    const { page, context, errors, requests } = await openPage(`https://127.0.0.1:${server.port}/`, SIZE)
    const session = await server.sessions.next()
    await page.getByText('Connected').waitFor()
    const parts = () => requests.filter((url) => /ModelView|UrdfView|SplatView|Loader|gltf|spark|draco|basis/.test(url))
    expect(parts()).toEqual([])

    const onLoad = 'there'
    const at = (index: number) => [((index % 6) - 2.5) * 1.25, (1 - Math.floor(index / 6)) * 1.25, 0]
    const wanted: [NodeData, string][] = [
      [Glb({ key: 'glb', src: '/static/red.glb', onLoad }), 'r'],
      [Gltf({ key: 'gltf', src: '/static/green.gltf', onLoad }), 'g'],
      [Glb({ key: 'draco', src: '/static/blue-draco.glb', onLoad }), 'b'],
      [Glb({ key: 'meshopt', buff: fixture('yellow-meshopt.glb'), onLoad }), 'rg'],
      [Glb({ key: 'ktx2', src: '/static/magenta-ktx2.glb', onLoad }), 'rb'],
      [Obj({ key: 'obj', src: '/static/cyan.obj', mtl: '/static/cyan.mtl', onLoad }), 'gb'],
      [Stl({ key: 'stl', src: '/static/box.stl', color: '#f0f0f0', onLoad }), 'rgb'],
      [Ply({ key: 'ply', buff: fixture('orange.ply'), onLoad }), 'r'],
      [Ply({ key: 'points', src: '/static/points.ply', size: 0.06, onLoad }), 'g'],
      [Pcd({ key: 'pcd', src: '/static/points.pcd', size: 0.06, onLoad }), 'r'],
      [Dae({ key: 'dae', src: '/static/violet.dae', onLoad }), 'b'],
      [Fbx({ key: 'fbx', src: '/static/lime.fbx', onLoad }), 'g'],
      [
        Bvh({
          key: 'bvh',
          text: fixture('nod.bvh').reduce((text, code) => text + String.fromCharCode(code), ''),
          skeletonColor: '#ff2020',
          boneRadius: 0.1,
          playAnimation: false,
          onLoad,
        }),
        'r',
      ],
      [SparkSplats({ key: 'spark', src: '/static/pink-splats.ply', onLoad }), 'r'],
      [Splat({ key: 'splat', src: '/static/azure.splat', onLoad }), 'b'],
    ]
    const there = loaded(
      session,
      wanted.map(([{ key }]) => key),
    )
    for (const [index, [node]] of wanted.entries()) session.add({ ...node, position: at(index) })
    const heard = await there
    expect(new Set(heard.map(({ value }) => value))).toEqual(new Set([onLoad]))

    const seen = (picture: Picture) =>
      wanted.map(([{ key }], index) => `${key} ${hue(picture.at(...pixelOf(at(index))))}`)
    const expected = wanted.map(([{ key }, colors]) => `${key} ${colors}`)
    await expect.poll(async () => seen(await look(page, 'formats')), { timeout: 30_000 }).toEqual(expected)
    expect(await page.getByText(/notes? on this scene/).count()).toBe(0)
    expect(foreignRequests(requests, server.port)).toEqual([])
    expect(parts().length).toBeGreaterThan(5)
    expect(errors).toEqual([])
    await context.close()
  })

  it('splats that go while they are being sorted leave neither an error nor a worker', async () => {
    await using server = await startModelServer()
    const { page, context, errors } = await openPage(`https://127.0.0.1:${server.port}/`, SIZE)
    const session = await server.sessions.next()
    await page.getByText('Connected').waitFor()
    const splats = (key: string) => Splat({ key, src: '/static/azure.splat', position: [0, 0, 0], onLoad: 'there' })
    const alive = () => page.workers().length
    const withoutSplats = alive()
    for (let ms = 0; ms <= 120; ms += 5) {
      const there = loaded(session, [`azure-${ms}`])
      session.add(splats(`azure-${ms}`))
      await there
      await page.waitForTimeout(ms)
      session.remove(`azure-${ms}`)
    }
    // One that reads files is kept for the next.
    await expect.poll(alive).toBeLessThanOrEqual(withoutSplats + 1)
    expect(errors).toEqual([])
    await context.close()
  })

  it('splats are drawn by depth or by where they face, and cut off at a box of the node, whichever way they are turned', async () => {
    await using server = await startModelServer()
    const { page, context, errors } = await openPage(`https://127.0.0.1:${server.port}/`, SIZE)
    const session = await server.sessions.next()
    await page.getByText('Connected').waitFor()
    const onLoad = 'there'
    const there = loaded(session, ['pink', 'azure'])
    const place = (x: number) => ({ position: [x, 0, 0], scale: 3, onLoad })
    session.add(SparkSplats({ key: 'pink', src: '/static/pink-splats.ply', ...place(-2) }))
    session.add(Splat({ key: 'azure', src: '/static/azure.splat', ...place(2) }))
    await there
    const hues = async () => {
      const picture = await look(page, 'splats')
      return [hue(picture.at(...pixelOf([-2, 0]))), hue(picture.at(...pixelOf([2, 0])))]
    }
    await expect.poll(hues, { timeout: 30_000 }).toEqual(['r', 'b'])
    const change = (props: Record<string, unknown>) => {
      for (const key of ['pink', 'azure']) session.update({ key, ...props })
    }
    change({ render: 'depth', minDepth: 0, maxDepth: 2 * DISTANCE })
    await expect.poll(hues).toEqual(['rgb', 'rgb'])
    const [grey] = (await look(page, 'splats-depth')).at(...pixelOf([-2, 0]))
    // Their front is 7.4 m away, on a logarithmic scale: 1 - log(8.4) / log(17).
    expect(Math.abs(grey - 0.249 * 255)).toBeLessThan(8)
    change({ render: 'rgb' })
    await expect.poll(hues).toEqual(['r', 'b'])

    /** What is seen of each upper left, upper right, lower left and lower right of its middle. */
    const quarters = async (x: number) => {
      const picture = await look(page, 'splats-cut')
      return [
        [-0.4, 0.4],
        [0.4, 0.4],
        [-0.4, -0.4],
        [0.4, -0.4],
      ].map(([right, up]) => hue(picture.at(...pixelOf([x + right!, up!]))) !== '')
    }
    await expect.poll(() => quarters(-2)).toEqual([true, true, true, true])
    change({ clipEnabled: true, clipMinX: 0.03, clipMaxY: -0.03 })
    await expect.poll(() => quarters(-2)).toEqual([false, false, false, true])
    await expect.poll(() => quarters(2)).toEqual([false, false, false, true])
    change({ clipEnabled: null })
    await expect.poll(() => quarters(2)).toEqual([true, true, true, true])
    expect(errors).toEqual([])
    await context.close()
  })

  it('splats can be marked: a dot in the middle of each, and an ellipsoid as large and turned as it is', async () => {
    await using server = await startModelServer()
    const { page, context, errors } = await openPage(`https://127.0.0.1:${server.port}/`, SIZE)
    const session = await server.sessions.next()
    await page.getByText('Connected').waitFor()
    const there = loaded(session, ['long', 'flipped'])
    const half = Math.PI / 8
    /** Black splats: a long one that points up to the right, and a small one above it. */
    const buff = splatFile(
      [
        0,
        0,
        0,
        BLACK,
        BLACK,
        BLACK,
        2,
        Math.log(0.6),
        Math.log(0.2),
        Math.log(0.2),
        Math.cos(half),
        0,
        0,
        Math.sin(half),
      ],
      [0, 0.8, 0, BLACK, BLACK, BLACK, 2, Math.log(0.1), Math.log(0.1), Math.log(0.1), 1, 0, 0, 0],
    )
    const marks = { showCenterPoints: true, centerPointsSize: 8, showEllipsoids: true, onLoad: 'there' }
    session.add(SparkSplats({ key: 'long', buff, position: [-2, 0, 0], scale: 2, ...marks }))
    session.add(Splat({ key: 'flipped', buff, position: [2, 0, 0], ...marks, showEllipsoids: false }))
    await there
    const isDot = (r: number, g: number, b: number) => r > 150 && g < 60 && b < 60
    const dots = async () => {
      const picture = await look(page, 'splats-marked')
      return [
        [-2, 0],
        [-2, 1.6],
        [2, 0],
        [2, -0.8],
      ].map((place) => isDot(...picture.at(...pixelOf(place))))
    }
    await expect.poll(dots, { timeout: 30_000 }).toEqual([true, true, true, true])
    /** How yellow it is at a part of the way to the upper right end of the long one. */
    const along = async (part: number) => {
      const [right] = [(part * 1.2) / Math.SQRT2]
      return (await look(page, 'splats-marked')).at(...pixelOf([-2 + right, right]))
    }
    const [inner, ring, outside] = [await along(0.6), await along(0.96), await along(1.1)]
    expect(ring[0]).toBeGreaterThan(130)
    expect([ring[0] - ring[1] < 60, ring[2] < 40]).toEqual([true, true])
    expect(inner[0]).toBeGreaterThan(8)
    expect(inner[0]).toBeLessThan(60)
    expect(outside[0]).toBeLessThan(8)
    // Across it, the ellipsoid ends at a third of that.
    const picture = await look(page, 'splats-marked')
    const across = (from: number, to: number) =>
      Math.max(
        ...Array.from({ length: 40 }, (_, step) => {
          const part = ((from + ((to - from) * step) / 39) * 0.4) / Math.SQRT2
          return picture.at(...pixelOf([-2 - part, part]))[0]
        }),
      )
    expect(across(0.85, 1.05)).toBeGreaterThan(130)
    expect(across(0.4, 0.8)).toBeLessThan(60)
    expect(across(1.15, 1.6)).toBeLessThan(8)

    session.update({ key: 'long', innerAlpha: 1, ellipsoidColor: '#0000ff', showCenterPoints: null })
    await expect.poll(async () => (await along(0.3))[2]).toBeGreaterThan(230)
    session.update({ key: 'long', clipEnabled: true, clipMaxY: 0.5 })
    session.update({ key: 'flipped', clipEnabled: true, clipMaxY: -0.5 })
    await expect.poll(dots).toEqual([false, false, false, true])
    expect(hue((await look(page, 'splats-marked')).at(...pixelOf([-2, 1.6])))).toBe('')
    expect(await page.getByText(/notes? on this scene/).count()).toBe(0)
    expect(errors).toEqual([])
    await context.close()
  })

  it('a robot of twelve joints follows live values, and its joints are dragged with the mouse', async () => {
    await using server = await startModelServer()
    const { page, context, errors } = await openPage(`https://127.0.0.1:${server.port}/`, SIZE)
    const session = await server.sessions.next()
    await page.getByText('Connected').waitFor()
    const there = loaded(session, ['chain'])
    const start = -2.4
    const assets = { 'package://chain/meshes/link.stl': fixture('box.stl') }
    session.add(Urdf({ key: 'chain', text: chainUrdf(), assets, position: [start, 0, 0] }))
    await there
    const green = (r: number, g: number, b: number) => g > 100 && r < 90 && b < 90
    const seenTip = async () => {
      const { x, y } = (await look(page, 'chain')).centroid(green)
      return [(x - SIZE.width / 2) / PIXELS_PER_METRE - start, (SIZE.height / 2 - y) / PIXELS_PER_METRE] as const
    }
    const isAt = async ([x, y]: readonly number[]) => {
      const [seenX, seenY] = await seenTip()
      return Math.hypot(seenX - x!, seenY - y!) < 0.1
    }
    const comesTo = (place: readonly number[]) => expect.poll(() => isAt(place), { timeout: 30_000 }).toBe(true)
    await comesTo(tipOf({}))
    const link = (r: number, g: number, b: number) => r > 60 && Math.abs(r - g) < 20 && Math.abs(r - b) < 20
    const linkPixels = async () => (await look(page, 'chain')).centroid(link).count
    await expect.poll(linkPixels, { message: 'meshes of the package' }).toBeGreaterThan(500)

    const bent = (angle: number) =>
      Object.fromEntries(Array.from({ length: LINKS }, (_, index) => [`joint_${index + 1}`, angle]))
    for (let step = 1; step <= 20; step += 1) session.update({ key: 'chain', jointValues: bent(step * 0.003) })
    await comesTo(tipOf(bent(0.06)))
    session.update({ key: 'chain', jointValues: { joint_7: -Math.PI / 2 } })
    await comesTo(tipOf({ joint_7: -Math.PI / 2 }))
    session.update({ key: 'chain', jointValues: {} })
    await comesTo(tipOf({}))

    // The last joint stands at 4.4 m; its link is taken at its end and turned up.
    const moves: ClientEvent<'JOINT_MOVE'>[] = []
    session.spawnTask(async () => {
      for await (const event of session.events('JOINT_MOVE')) moves.push(event)
    })
    const ended = (async () => {
      for await (const event of session.events('JOINT_MOVE_END')) return event
      throw new Error('the session ended')
    })()
    await page.mouse.move(...pixelOf([start + 4.8, 0]))
    await page.mouse.down()
    await page.mouse.move(...pixelOf([start + 4.4 + 0.3, 0.28]), { steps: 4 })
    await page.mouse.move(...pixelOf([start + 4.4, 0.4]), { steps: 4 })
    await page.mouse.up()
    const { key, value } = await ended
    expect([key, value.joint, value.reason, value.pointer]).toEqual(['chain', 'joint_12', 'released', 'mouse'])
    expect(value.value).toBeCloseTo(Math.PI / 2, 0)
    expect(Object.keys(value.jointValues)).toHaveLength(LINKS)
    await comesTo(tipOf({ joint_12: value.value }))
    await expect.poll(() => moves.at(-1)?.value.joint).toBe('joint_12')

    session.update({ key: 'chain', jointValues: {} })
    await comesTo(tipOf({}))
    expect(await page.getByText(/notes? on this scene/).count()).toBe(0)
    expect(errors).toEqual([])
    await context.close()
  })

  it('a robot moves its joints, names the mesh that is missing, and what is broken says why beside the rest', async () => {
    await using server = await startModelServer()
    const { page, context, errors, requests } = await openPage(`https://127.0.0.1:${server.port}/`, SIZE)
    const session = await server.sessions.next()
    await page.getByText('Connected').waitFor()
    const assets = { 'package://arm/box.stl': fixture('box.stl') }
    const there = loaded(session, ['robot'])
    session.add(Urdf({ key: 'robot', src: '/static/arm.urdf', assets, rotation: [-Math.PI / 2, 0, 0], scale: 2 }))
    expect((await there).map(({ value }) => value)).toEqual([null])

    const red = (r: number, g: number, b: number) => r > 160 && g < 90 && b < 90
    const green = (r: number, g: number, b: number) => g > 100 && r < 90 && b < 90
    const label = (r: number, g: number, b: number) =>
      Math.abs(r - 124) < 12 && Math.abs(g - 35) < 12 && Math.abs(b - 24) < 12
    const metres = ({ x, y }: { x: number; y: number }) => [
      (x - SIZE.width / 2) / PIXELS_PER_METRE,
      (SIZE.height / 2 - y) / PIXELS_PER_METRE,
    ]
    const where = async (matches: typeof red, name = 'robot') => metres((await look(page, name)).centroid(matches))
    // The claws are 0.65 m along the arm, which lies along x.
    await expect.poll(async () => (await where(green))[0], { timeout: 30_000 }).toBeCloseTo(1.3, 1)
    await expect.poll(async () => (await look(page, 'robot')).centroid(label).count).toBeGreaterThan(500)
    await page.getByText('1 note on this scene').click()
    await page.getByText('missing.stl: the server answered 404 (not found)').waitFor()

    // The shoulder turns about y of the robot, downwards: the arm points down at its limit, and no further.
    session.update({ key: 'robot', jointValues: { shoulder: 3, left: 0.1 } })
    await expect.poll(async () => (await where(green, 'robot-turned'))[1]).toBeCloseTo(-1.3, 1)
    session.update({ key: 'robot', jointValues: { shoulder: -0.5 } })
    await expect.poll(async () => (await where(green))[1]).toBeCloseTo(1.3 * Math.sin(0.5), 1)
    session.update({ key: 'robot', color: '#ffffff', position: [0, -1, 0] })
    await expect.poll(async () => (await look(page, 'robot-white')).centroid(red).count).toBeLessThan(20)
    session.remove('robot')

    server.app.addRoute('/page', () => '<!doctype html><title>no model</title>')
    const broken: [NodeData, string][] = [
      [Glb({ key: 'gone', src: '/static/gone.glb' }), 'the server answered 404'],
      [Glb({ key: 'page', src: '/page' }), 'not a glTF model, but a web page (HTML)'],
      [Glb({ key: 'cut', buff: fixture('red.glb').slice(0, 900) }), 'the file is cut off: 900 of'],
      [Stl({ key: 'short', buff: fixture('box.stl').slice(0, 200) }), 'the file is cut off'],
      [Ply({ key: 'picture', src: '/static/textures/green.png' }), 'not a PLY model, but a PNG picture'],
      [Urdf({ key: 'xml', text: '<robot name="r"><link name="a"></robot>' }), 'the XML is broken'],
      [SparkSplats({ key: 'no-splats', src: '/static/cyan.obj' }), 'no format of splats'],
    ]
    for (const [index, [node]] of broken.entries()) session.add({ ...node, position: [-2, 1.5 - index / 2, 0] })
    session.add(Glb({ key: 'good', src: '/static/red.glb', position: [2.5, 0, 0] }))
    await expect.poll(async () => hue((await look(page, 'broken')).at(...pixelOf([2.5, 0])))).toBe('r')
    for (const [{ key }, reason] of broken)
      await page.getByText(new RegExp(`"${key}".*${reason.replace(/[()]/g, '.')}`)).waitFor()
    // Broken nodes are labels, all of them seen.
    await expect.poll(async () => (await look(page, 'broken')).centroid(label).count).toBeGreaterThan(20_000)
    expect(foreignRequests(requests, server.port)).toEqual([])
    expect(errors.filter((error) => !/404|status of/.test(error))).toEqual([])
    await context.close()
  })
})
