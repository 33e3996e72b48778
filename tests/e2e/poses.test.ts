import { describe, expect, it } from 'vitest'
import {
  type ClientEvent,
  DefaultScene,
  Hands,
  Head,
  MotionControllers,
  type PoseFrame,
  type VuerSession,
} from 'vuer-xr'
import { Headset } from '../support/browser/headset.ts'
import { sharedBrowser } from '../support/browser/sharedBrowser.ts'
import { handNumbers, recordedHands } from '../support/handFixture.ts'
import { aroundAxis, poseDifference, poseMatrix } from '../support/pose.ts'
import { startProxy } from '../support/server/cuttableProxy.ts'
import { SessionQueue } from '../support/server/sessionQueue.ts'
import { startServer } from '../support/server/socketClient.ts'

const openPage = sharedBrowser()

/** This machine draws slowly: how old a pose may be is told in tests with clocks of their own. */
const PATIENT = { maxAgeMs: 60_000 }

/** The first combined frame for which `holds`; the test's own time-out is the limit. */
async function until(session: VuerSession, holds: (frame: PoseFrame) => boolean): Promise<PoseFrame> {
  for await (const frame of session.poses(PATIENT)) if (holds(frame)) return frame
  throw new Error('the session ended before its poses were as expected')
}

/** So many events of those streams as they come. */
async function collect(session: VuerSession, etypes: readonly string[], count: number): Promise<ClientEvent[]> {
  const events: ClientEvent[] = []
  for await (const event of session) {
    if (etypes.includes(event.etype)) events.push(event)
    if (events.length === count) break
  }
  return events
}

const near = (pose: { matrix: ArrayLike<number> } | null, expected: readonly number[]) => {
  if (!pose) return false
  const { metres, degrees } = poseDifference(pose.matrix, expected)
  return metres < 0.001 && degrees < 0.1
}

describe('session.poses() with a headset', () => {
  it('combines what was captured in one frame, with what is absent and why', async () => {
    const sessions = new SessionQueue()
    await using server = await startServer({}, (app) =>
      app.spawn((session) => {
        const streams = [
          Head({ fps: 90 }),
          Hands({ fps: 90 }),
          MotionControllers({ key: 'motion-controllers', fps: 90 }),
        ]
        session.set(DefaultScene({ grid: false, bgChildren: streams }))
        sessions.add(session)
      }),
    )
    await using wire = await startProxy(server.port)
    const { page, context, errors } = await openPage(`https://127.0.0.1:${wire.port}/?emulate=quest3`, {
      width: 320,
      height: 240,
    })
    const headset = new Headset(page)
    const session = await sessions.next()
    await headset.enter('VR')

    const head = poseMatrix([0.12, 1.55, 0.2], aroundAxis([0.1, 1, 0.05], 12))
    await headset.setHead([0.12, 1.55, 0.2], aroundAxis([0.1, 1, 0.05], 12))
    await headset.setController('right', [0.24, 1.31, -0.42], aroundAxis([0, 0.3, 1], 48))
    const held = await until(
      session,
      (frame) =>
        near(frame.head.pose, head) &&
        near(frame.right.controller.pose?.ray ?? null, poseMatrix([0.24, 1.31, -0.42], aroundAxis([0, 0.3, 1], 48))),
    )
    expect(held.right.hand).toMatchObject({ tracking: 'absent', reason: 'not seen' })
    expect(held.head.sequence).toBeGreaterThan(0)
    expect(held.capturedAt).toBeTypeOf('number')

    // A frame of the headset has one number, whichever stream says it.
    const etypes = ['HEAD_MOVE', 'HAND_MOVE', 'CONTROLLER_MOVE']
    const events = await collect(session, etypes, 60)
    const [heads, hands, controllers] = etypes.map((name) =>
      events.filter(({ etype }) => etype === name).map(({ xrFrame }) => xrFrame!),
    ) as [number[], number[], number[]]
    expect(heads).toEqual([...new Set(heads)].sort((a, b) => a - b))
    const inAll = heads.filter((number) => hands.includes(number) && controllers.includes(number))
    expect(inAll.length).toBeGreaterThan(10)

    // Hands instead of controllers, read in the frame in which both were captured.
    const joints = recordedHands.frames[20]!
    const right = handNumbers(joints.right!)
    await headset.setInputMode('hand')
    await headset.setHand('left', handNumbers(joints.left!))
    await headset.setHand('right', right)
    const tip = right.slice(9 * 16, 10 * 16)
    const seen = await until(
      session,
      (frame) =>
        near(frame.right.hand.pose?.joint('index-finger-tip') ?? null, tip) &&
        frame.head.xrFrame === frame.xrFrame &&
        frame.right.hand.xrFrame === frame.xrFrame,
    )
    expect(seen.right.controller).toMatchObject({ pose: null, reason: 'not seen' })
    expect(seen.left.hand.tracking).toBe('tracked')

    await headset.setHand('left', null)
    const lost = await until(session, (frame) => frame.left.hand.reason === 'not seen')
    expect(lost.right.hand.tracking).toBe('tracked')

    // The socket breaks: at once nothing is there. It comes back: everything is.
    const broken = (async () => {
      let wasThere = false
      for await (const frame of session.poses(PATIENT)) {
        if (frame.head.reason === 'disconnected') return wasThere
        wasThere ||= frame.head.pose !== null
        if (wasThere && frame.head.pose) wire.cut()
      }
      return false
    })()
    expect(await broken).toBe(true)
    await until(session, (frame) => frame.head.pose !== null && frame.right.hand.pose !== null)

    // XR ends: nothing is there, and that belongs to no frame.
    const ended = until(session, (frame) =>
      [frame.head, frame.left.hand, frame.right.hand].every(({ reason }) => reason === 'not seen'),
    )
    // Something must have been there, or nothing is told.
    await until(session, (frame) => frame.head.pose !== null)
    await headset.exit()
    await ended
    expect(errors.filter((error) => !error.includes('WebSocket'))).toEqual([])
    await context.close()
  }, 150_000)
})
