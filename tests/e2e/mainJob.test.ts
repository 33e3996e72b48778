import { describe, expect, it } from 'vitest'
import {
  Box,
  type ClientEvent,
  DefaultScene,
  type EventName,
  Hands,
  Head,
  MotionControllers,
  PerspectiveCamera,
  positionOf,
  Scene,
  type VuerSession,
} from 'vuer-xr'
import { foreignRequests } from '../support/browser/chromium.ts'
import { Headset } from '../support/browser/headset.ts'
import { Picture } from '../support/browser/picture.ts'
import { sharedBrowser } from '../support/browser/sharedBrowser.ts'
import { handNumbers, recordedHands } from '../support/handFixture.ts'
import { aroundAxis, poseDifference, poseMatrix } from '../support/pose.ts'
import { startProxy } from '../support/server/cuttableProxy.ts'
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

const near = (pose: ArrayLike<number> | null | undefined, expected: ArrayLike<number>) => {
  if (!pose) return false
  const { metres, degrees } = poseDifference(pose, expected)
  return metres < 0.001 && degrees < 0.1
}

const teleoperation = (sessions: SessionQueue) => async (session: VuerSession) => {
  session.set(
    DefaultScene(
      {
        grid: false,
        background: '#000000',
        bgChildren: [
          Hands({ key: 'fast-hands', fps: 90, hideLeft: true, hideRight: true, showFrame: false }),
          MotionControllers({ key: 'fast-controllers', fps: 90 }),
          Head({ fps: 90 }),
        ],
      },
      PerspectiveCamera({ key: 'fixed', position: [1.5, 1.5, 1.5], lookAt: [0, 0.5, 0], aspect: 1.5 }),
      Box({ key: 'landmark', args: [0.5, 0.5, 0.5], position: [0.2, 0.4, -0.3], color: '#30a0ff' }),
      Box({ key: 'tip', args: [0.1, 0.1, 0.1], position: [0, -5, 0], materialType: 'basic', color: '#ff00ff' }),
    ),
  )
  sessions.add(session)
  for await (const { value, key } of session.events('HAND_MOVE')) {
    if (key === 'fast-hands' && value.right) {
      session.update({ key: 'tip', position: positionOf(value.right, 'index-finger-tip') })
    }
  }
}

describe('the main job', () => {
  it('a headset enters VR over HTTPS, sees the scene, and its poses drive the script; it leaves, enters again, and survives a cut', async () => {
    const sessions = new SessionQueue()
    await using server = await startServer({}, (app) => app.spawn(teleoperation(sessions)))
    await using wire = await startProxy(server.port)
    const { page, context, errors, requests } = await openPage(`https://127.0.0.1:${wire.port}/?emulate=quest3`)
    const headset = new Headset(page)
    const session = await sessions.next()
    const grabFixed = async () =>
      new Picture((await session.grabRender({ key: 'fixed', format: 'png' }, { ttlMs: 20_000 })).frame)
    const onDesktop = await grabFixed()
    await headset.enter('VR')

    // Head and controllers, within a millimetre and a tenth of a degree.
    const head = [[0.12, 1.55, 0.2], aroundAxis([0.1, 1, 0.05], 12)] as const
    const left = [[-0.31, 1.12, -0.27], aroundAxis([1, 0.2, 0], -35)] as const
    const right = [[0.24, 1.31, -0.42], aroundAxis([0, 0.3, 1], 48)] as const
    await headset.setHead(...head)
    await headset.setController('left', ...left)
    await headset.setController('right', ...right)
    await headset.pressButton('right', 'trigger', 0.7)
    const headMove = await until(session, 'HEAD_MOVE', ({ value }) => near(value.matrix, poseMatrix(...head)))
    expect(headMove.value.tracking).toBe('tracked')
    const controllerMove = await until(
      session,
      'CONTROLLER_MOVE',
      ({ value, key }) =>
        key === 'fast-controllers' &&
        near(value.left, poseMatrix(...left)) &&
        near(value.right, poseMatrix(...right)) &&
        Math.abs((value.rightState?.triggerValue ?? 0) - 0.7) < 1e-3,
    )
    expect(controllerMove.value.tracking).toEqual({ left: 'tracked', right: 'tracked' })
    expect(controllerMove.value.rightState?.trigger).toBe(true)
    expect(controllerMove.sequence).toBeGreaterThan(0)
    expect(controllerMove.capturedAt).toBeTypeOf('number')
    expect(Math.abs(controllerMove.ageMs ?? Number.NaN)).toBeLessThan(5000)

    // A camera of the scene sees the same while the headset presents: not its pose, and not the person's controllers.
    const whilePresenting = await grabFixed()
    expect([whilePresenting.width, whilePresenting.height]).toEqual([onDesktop.width, onDesktop.height])
    expect(onDesktop.centroid((r, _g, b) => b > 90 && b > r + 40).count).toBeGreaterThan(500)
    expect(whilePresenting.differingPixels(onDesktop)).toBe(0)

    // The head also travels as a camera, in the words of published teleoperation programs.
    const camera = await until(session, 'CAMERA_MOVE', ({ value }) => near(value.camera?.matrix, poseMatrix(...head)))
    expect(camera.value.camera?.aspect).toBeTypeOf('number')

    // All 25 joints of both hands; what was a controller is a hand now.
    const frame = recordedHands.frames[20]!
    const joints = { left: handNumbers(frame.left!), right: handNumbers(frame.right!) }
    await headset.setInputMode('hand')
    await headset.setHand('left', joints.left)
    await headset.setHand('right', joints.right)
    const allNear = (hand: Float32Array | null, expected: number[]) =>
      hand !== null &&
      hand.length === 400 &&
      Array.from({ length: 25 }, (_, joint) => joint * 16).every((at) =>
        near(hand.subarray(at, at + 16), expected.slice(at, at + 16)),
      )
    const handMove = await until(
      session,
      'HAND_MOVE',
      ({ value, key }) =>
        key === 'fast-hands' && allNear(value.left, joints.left) && allNear(value.right, joints.right),
    )
    expect(handMove.value.tracking).toEqual({ left: 'tracked', right: 'tracked' })

    // The box that the script moved with the tip is where it should be in the picture.
    const tip = positionOf(handMove.value.right!, 'index-finger-tip')
    await headset.setHead([tip[0], tip[1], tip[2] + 0.8], [0, 0, 0, 1])
    await until(session, 'HEAD_MOVE', ({ value }) =>
      near(value.matrix, poseMatrix([tip[0], tip[1], tip[2] + 0.8], [0, 0, 0, 1])),
    )
    const centred = new Picture((await session.grabRender({ format: 'png' }, { ttlMs: 20_000 })).frame)
    const isBox = (r: number, g: number, b: number) => r > 150 && b > 150 && g < 90
    const seen = centred.centroid(isBox)
    expect(seen.count).toBeGreaterThan(100)
    expect(Math.abs(seen.x - centred.width / 2)).toBeLessThan(3)
    expect(Math.abs(seen.y - centred.height / 2)).toBeLessThan(3)

    // A hand out of sight is absent at once, and the other one stays.
    await headset.setHand('left', null)
    const lost = await until(session, 'HAND_MOVE', ({ value, key }) => key === 'fast-hands' && value.left === null)
    expect(lost.value.tracking).toEqual({ left: 'absent', right: 'tracked' })

    // Leaves: one last sample says that nothing is there. Enters again.
    const leaving = until(session, 'HAND_MOVE', ({ value }) => value.left === null && value.right === null)
    await headset.exit()
    expect((await leaving).value.tracking).toEqual({ left: 'absent', right: 'absent' })
    await headset.enter('VR')
    await until(session, 'HAND_MOVE', ({ value }) => value.right !== null)

    // The socket is cut in the middle: the headset stays in VR, and poses flow on in the same session.
    const back = session.till('resumed')
    wire.cut()
    expect((await back).value).toMatchObject({ lostEvents: 0, reloaded: false })
    const resumed = await until(
      session,
      'HAND_MOVE',
      ({ value, key }) => key === 'fast-hands' && allNear(value.right, joints.right),
    )
    expect(resumed.value.tracking.right).toBe('tracked')

    await headset.exit()
    expect(foreignRequests(requests, wire.port)).toEqual([])
    expect(errors.filter((error) => !error.includes('WebSocket'))).toEqual([])
    await context.close()
  }, 150_000)

  it('enters AR, where the room is seen behind the scene and not its background', async () => {
    const sessions = new SessionQueue()
    await using server = await startServer({}, (app) =>
      app.spawn((session) => {
        session.set(Scene({ background: '#00ffff', grid: false, bgChildren: [Head({ fps: 90 })] }))
        sessions.add(session)
      }),
    )
    const { page, context, errors } = await openPage(`https://127.0.0.1:${server.port}/?emulate=quest3`)
    const headset = new Headset(page)
    const session = await sessions.next()
    const isBackground = (r: number, g: number, b: number) => r < 20 && g > 235 && b > 235
    const background = async () => new Picture(await page.screenshot()).centroid(isBackground).count
    await expect.poll(background).toBeGreaterThan(100_000)
    await headset.enter('AR')
    await headset.setHead([0.3, 1.4, 0.1], [0, 0, 0, 1])
    await until(session, 'HEAD_MOVE', ({ value }) => near(value.matrix, poseMatrix([0.3, 1.4, 0.1], [0, 0, 0, 1])))
    await expect.poll(background).toBe(0)
    await headset.exit()
    await expect.poll(background).toBeGreaterThan(100_000)
    expect(errors).toEqual([])
    await context.close()
  }, 90_000)
})
