import { writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  Anchor,
  Box,
  type ClientEvent,
  DepthSensing,
  type EventName,
  Group,
  Head,
  HitTest,
  LightEstimation,
  Scene,
  Sphere,
  type VuerSession,
  WebXRMesh,
  WebXRPlanes,
} from 'vuer-xr'
import { foreignRequests, type WatchedPage } from '../support/browser/chromium.ts'
import { putIntoRoom, TABLE, takeTableAway, WALL_Z } from '../support/browser/emulatedRoom.ts'
import { Headset } from '../support/browser/headset.ts'
import { Picture } from '../support/browser/picture.ts'
import { sharedBrowser } from '../support/browser/sharedBrowser.ts'
import { near, poseMatrix } from '../support/pose.ts'
import { SessionQueue } from '../support/server/sessionQueue.ts'
import { startServer } from '../support/server/socketClient.ts'

const openPage = sharedBrowser()

/** The first event of that name for which `holds`; the test's own time-out is the limit. */
async function until<Name extends EventName>(
  session: VuerSession,
  name: Name,
  holds: (event: ClientEvent<Name>) => boolean,
): Promise<ClientEvent<Name>> {
  for await (const event of session.events(name)) if (holds(event)) return event
  throw new Error(`the session ended before ${name} was as expected`)
}

const positionIn = (pose: ArrayLike<number>) => [pose[12]!, pose[13]!, pose[14]!]

const AHEAD = [0, 0, 0, 1] as const
/** The emulator says of everything in the room that its place is a guess. */
const GUESSED = 'emulated'

/** Keeps what a person should look at, where somebody asks for it. */
async function keepPicture({ page }: WatchedPage, name: string): Promise<Picture> {
  const bytes = await page.screenshot()
  const folder = process.env.VUER_XR_PICTURES
  if (folder) writeFileSync(`${folder}/${name}.png`, bytes)
  return new Picture(bytes)
}

describe('AR', () => {
  it('tells the script what the room is: meshes, planes, hits and places, with labels and within a millimetre', async () => {
    const sessions = new SessionQueue()
    await using server = await startServer({}, (app) =>
      app.spawn((session) => {
        session.set(
          Scene(
            {
              grid: false,
              background: '#102030',
              bgChildren: [
                Head({ fps: 90 }),
                WebXRMesh({ color: '#ff00ff', opacity: 1 }),
                WebXRPlanes({ color: '#00ff00', opacity: 0.2 }),
                HitTest({ fps: 90, color: '#ffff00', reticleSize: 0.3 }),
              ],
            },
            Group(
              { position: [0, 0.5, 0] },
              Anchor(
                { key: 'place', position: [-0.5, 0.5, -1.2], persist: true },
                Box({ args: [0.3, 0.3, 0.3], materialType: 'basic', color: '#0000ff' }),
              ),
            ),
          ),
        )
        sessions.add(session)
      }),
    )
    const watched = await openPage(`https://127.0.0.1:${server.port}/?emulate=quest3`)
    const { page, context, errors, requests } = watched
    const headset = new Headset(page)
    const session = await sessions.next()
    await putIntoRoom(page)
    await expect(session.getWebXRMesh({}, { ttlMs: 20_000 })).rejects.toMatchObject({ code: 'NO_SESSION' })

    const meshes = until(session, 'WEBXR_MESH_UPDATE', ({ value }) => value.meshes.length > 0)
    const planes = until(session, 'WEBXR_PLANES_UPDATE', ({ value }) => value.planes.length > 1)
    const anchor = until(session, 'ANCHOR', ({ value }) => value.handle !== null)
    const wall = until(session, 'HIT_TEST', ({ value }) =>
      near(value.matrix, poseMatrix([0, 1.6, WALL_Z], [Math.SQRT1_2, 0, 0, Math.SQRT1_2])),
    )
    await headset.enter('AR')

    // A table of the right size at the right place, and its label.
    const [table] = (await meshes).value.meshes
    expect(table).toMatchObject({ semanticLabel: 'table', tracking: GUESSED })
    expect(near(table!.matrix, poseMatrix([TABLE.x, 0, TABLE.z], AHEAD))).toBe(true)
    const heights = table!.vertices.filter((_, index) => index % 3 === 1)
    expect([Math.min(...heights), Math.max(...heights)]).toEqual([
      expect.closeTo(0, 5),
      expect.closeTo(TABLE.height, 5),
    ])
    expect(table!.indices.length).toBe(36)
    expect(await session.getWebXRMesh({}, { ttlMs: 20_000 })).toEqual([table])

    // A floor and a wall; their y axes are their normals, which this emulator has point out of the room.
    const byLabel = new Map((await planes).value.planes.map((plane) => [plane.semanticLabel, plane]))
    expect([...byLabel.keys()].sort()).toEqual(['floor', 'wall'])
    expect(byLabel.get('floor')).toMatchObject({ orientation: 'horizontal' })
    expect(Array.from(byLabel.get('wall')!.matrix.slice(4, 7), (number) => Math.round(number) + 0)).toEqual([0, 0, -1])

    // Straight ahead is the wall.
    expect((await wall).value.tracking).toBe(GUESSED)

    // The place was anchored where its node stands in the world, and can be found again.
    const { value: place, key } = await anchor
    expect(key).toBe('place')
    expect(near(place.matrix, poseMatrix([-0.5, 1, -1.2], AHEAD))).toBe(true)

    // All of it is drawn, and the room shows behind it.
    await headset.setHead([0, 1.4, 0.6], AHEAD)
    await until(session, 'HEAD_MOVE', ({ value }) => near(value.matrix, poseMatrix([0, 1.4, 0.6], AHEAD)))
    const count = (picture: Picture, holds: (r: number, g: number, b: number) => boolean) =>
      picture.centroid(holds).count
    const seen = async () => {
      const picture = await keepPicture(watched, 'ar')
      return {
        ring: count(picture, (r, g, b) => r > 200 && g > 200 && b < 100) > 20,
        anchored: count(picture, (r, g, b) => b > 200 && r < 60 && g < 60) > 200,
        meshes: count(picture, (r, g, b) => r > 180 && b > 180 && g < 100) > 50,
        background: count(picture, (r, g, b) => r === 0x10 && g === 0x20 && b === 0x30),
      }
    }
    await expect.poll(seen).toEqual({ ring: true, anchored: true, meshes: true, background: 0 })

    // The ring moves with the gaze, and is gone where nothing is hit.
    await headset.setHead([0, 1.4, 0.6], [0, 1, 0, 0])
    const nothing = await until(session, 'HIT_TEST', ({ value }) => value.matrix === null)
    expect(nothing.value.tracking).toBe('absent')

    // What is gone from the room is gone from the script.
    const emptied = until(session, 'WEBXR_MESH_UPDATE', ({ value }) => value.meshes.length === 0)
    await takeTableAway(page)
    expect((await emptied).value.meshes).toEqual([])
    expect(await session.getWebXRMesh({}, { ttlMs: 20_000 })).toEqual([])

    // Leaving takes everything with it; the next session finds the same place by its handle.
    const lost = until(session, 'ANCHOR', ({ value }) => value.tracking === 'absent')
    const noPlanes = until(session, 'WEBXR_PLANES_UPDATE', ({ value }) => value.planes.length === 0)
    await headset.exit()
    expect((await lost).value.matrix).toBeNull()
    await noPlanes
    session.update({ key: 'place', position: [0.4, 0.2, -1], handle: place.handle })
    const again = until(session, 'ANCHOR', ({ value }) => value.matrix !== null)
    await headset.enter('AR')
    const found = (await again).value
    expect(positionIn(found.matrix!)).toEqual(positionIn(place.matrix!).map((number) => expect.closeTo(number, 4)))
    expect(found.handle).toBe(place.handle)

    await headset.exit()
    expect(foreignRequests(requests, server.port)).toEqual([])
    expect(errors).toEqual([])
    await context.close()
  }, 150_000)

  it('a script that comes to places and rays that are not there hears of it, and the rest of the scene is shown', async () => {
    const sessions = new SessionQueue()
    await using server = await startServer({}, (app) =>
      app.spawn((session) => {
        session.set(
          Scene(
            { grid: false, background: '#102030', bgChildren: [Head({ fps: 90 }), WebXRMesh(), LightEstimation()] },
            Anchor(
              { key: 'place', position: [0, 1.6, -1] },
              Sphere({ args: [0.2, 16, 16], materialType: 'basic', color: '#ff8000' }),
            ),
          ),
        )
        sessions.add(session)
      }),
    )
    const watched = await openPage(`https://127.0.0.1:${server.port}/?emulate=quest3`)
    const { page, context, errors } = watched
    const headset = new Headset(page)
    const session = await sessions.next()

    // In VR there is no room.
    const heard = new Map<string, string>()
    const inVR = until(session, 'FEATURE_MISSING', ({ value }) => {
      heard.set(value.feature, value.reason)
      return heard.size === 3
    })
    await headset.enter('VR')
    await inVR
    expect(Object.fromEntries(heard)).toEqual({ 'mesh-detection': 'vr', anchors: 'vr', 'light-estimation': 'vr' })
    await expect(session.getWebXRMesh({}, { ttlMs: 20_000 })).rejects.toMatchObject({ code: 'FEATURE_MISSING' })
    const isSphere = (r: number, g: number, b: number) => r > 200 && g > 90 && g < 170 && b < 60
    await expect
      .poll(async () => (await keepPicture(watched, 'ar-in-vr')).centroid(isSphere).count)
      .toBeGreaterThan(200)
    await headset.exit()

    // This headset's browser estimates no light, and a node that comes later cannot ask any more.
    const refused = until(session, 'FEATURE_MISSING', ({ value }) => value.feature === 'light-estimation')
    await headset.enter('AR')
    expect((await refused).value.reason).toBe('refused')
    const late = until(session, 'FEATURE_MISSING', ({ value }) => value.feature === 'hit-test')
    session.add(HitTest(), { to: 'bgChildren' })
    expect((await late).value).toMatchObject({ reason: 'late' })
    await headset.exit()
    expect(errors).toEqual([])
    await context.close()
  }, 120_000)

  it('real things hide what is behind them, by the meshes of the room or by its depth', async () => {
    const sessions = new SessionQueue()
    const behindTheWall = [0.4, 1.6, -3] as const
    await using server = await startServer({}, (app) =>
      app.spawn((session) => {
        session.set(
          Scene(
            {
              grid: false,
              background: '#000000',
              bgChildren: [DepthSensing({ key: 'depth', occlusion: false }), WebXRMesh({ opacity: 0 })],
            },
            Box({ args: [0.4, 0.4, 0.1], position: [...behindTheWall], materialType: 'basic', color: '#ff0000' }),
            // Just behind the table's front, in its middle.
            Box({
              args: [0.3, 0.2, 0.1],
              position: [TABLE.x, TABLE.height / 2, TABLE.z],
              materialType: 'basic',
              color: '#00ff00',
            }),
            Box({ args: [0.4, 0.4, 0.1], position: [-0.4, 1.6, -1.5], materialType: 'basic', color: '#0000ff' }),
          ),
        )
        sessions.add(session)
      }),
    )
    const watched = await openPage(`https://127.0.0.1:${server.port}/?emulate=quest3`)
    const { page, context, errors } = watched
    const headset = new Headset(page)
    const session = await sessions.next()
    await putIntoRoom(page)
    const room = until(session, 'WEBXR_MESH_UPDATE', ({ value }) => value.meshes.length > 0)
    await headset.enter('AR')
    await room
    await headset.setHead([0.2, 1.2, 0], AHEAD)
    const seen = async (name: string) => {
      const picture = await keepPicture(watched, name)
      const isSeen = (holds: (r: number, g: number, b: number) => boolean) => picture.centroid(holds).count > 20
      return {
        behindTheWall: isSeen((r, g, b) => r > 200 && g < 60 && b < 60),
        inTheTable: isSeen((r, g, b) => g > 200 && r < 60 && b < 60),
        before: isSeen((r, g, b) => b > 200 && r < 60 && g < 60),
      }
    }
    const polled = (name: string) => expect.poll(() => seen(name), { timeout: 30_000 })
    await polled('ar-open').toEqual({ behindTheWall: true, inTheTable: true, before: true })
    session.update({ key: 'webxr-mesh', occluder: true })
    await polled('ar-occluder').toEqual({ behindTheWall: true, inTheTable: false, before: true })
    session.update([
      { key: 'webxr-mesh', occluder: false },
      { key: 'depth', occlusion: true },
    ])
    await polled('ar-depth').toMatchObject({ inTheTable: false, before: true })
    await headset.exit()
    expect(errors).toEqual([])
    await context.close()
  }, 150_000)
})
