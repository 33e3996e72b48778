import { describe, expect, it } from 'vitest'
import {
  type ArmStop,
  Box,
  type ClientEvent,
  DefaultScene,
  Hands,
  type SupervisedArm,
  superviseArm,
  type VuerSession,
} from 'vuer-xr'
import { Headset } from '../support/browser/headset.ts'
import { sharedBrowser } from '../support/browser/sharedBrowser.ts'
import { pinchingHand } from '../support/placedHand.ts'
import { startProxy } from '../support/server/cuttableProxy.ts'
import { SessionQueue } from '../support/server/sessionQueue.ts'
import { startServer } from '../support/server/socketClient.ts'

const openPage = sharedBrowser()

/** The hand as it was set has arrived. */
async function arrives(session: VuerSession, hand: readonly number[] | null): Promise<void> {
  const isThis = ({ value: { right } }: ClientEvent<'HAND_MOVE'>) =>
    hand === null ? right === null : right?.every((value, at) => Math.abs(value - hand[at]!) < 1e-3)
  for await (const event of session.events('HAND_MOVE')) if (isThis(event)) return
  throw new Error('the session ended first')
}

describe('teleoperation', () => {
  it('a pinch takes the arm; it holds with the reason when the hand or the network is lost, and goes on only by a new pinch', async () => {
    const stops: ArmStop[] = []
    const arms = new Map<VuerSession, SupervisedArm>()
    const sessions = new SessionQueue()
    await using server = await startServer({}, (app) =>
      app.spawn(async (session) => {
        session.set(DefaultScene({ grid: false, bgChildren: [Hands({ fps: 90 })] }, Box({ key: 'tool', args: [0.1] })))
        using arm = superviseArm(session, {
          hand: 'right',
          engage: 'pinch',
          armPose: { position: [0, 1, -1], quaternion: [0, 0, 0, 1] },
          // Frames are drawn without a GPU here, beside other tests.
          silenceMs: 8000,
          onStop: (stop) => stops.push(stop),
        })
        arms.set(session, arm)
        sessions.add(session)
        for (;;) {
          session.update({ key: 'tool', position: [...arm.command().pose.position] })
          await session.sleep(20)
        }
      }),
    )
    await using wire = await startProxy(server.port)
    const { page, context, errors } = await openPage(`https://127.0.0.1:${wire.port}/?emulate=quest3`)
    const session = await sessions.next()
    const arm = arms.get(session)!
    const headset = new Headset(page)
    await headset.enter('VR')
    await headset.setInputMode('hand')
    const show = async (hand: number[] | null) => {
      const arrived = arrives(session, hand)
      await headset.setHand('right', hand)
      await arrived
    }
    const toolIsAt = (x: number) =>
      expect
        .poll(() => session.graph.get('tool')!.props.position, { timeout: 20_000 })
        .toEqual([expect.closeTo(x, 3), expect.closeTo(1, 3), expect.closeTo(-1, 3)])

    // Frames that come too late do not let the arm be taken.
    await expect
      .poll(
        async () => {
          await show(pinchingHand(0, 0.05))
          await show(pinchingHand(0, 0.005))
          return arm.status
        },
        { timeout: 20_000 },
      )
      .toMatchObject({ state: 'engaged', reason: null })
    for (let centimetres = 1; centimetres <= 10; centimetres += 1) await show(pinchingHand(centimetres, 0.005))
    await toolIsAt(0.1)

    await show(null)
    expect(arm.status).toMatchObject({ state: 'holding', reason: 'tracking-lost' })
    await show(pinchingHand(30, 0.005))
    await show(pinchingHand(31, 0.005))
    expect(arm.status).toMatchObject({ state: 'holding', reason: 'tracking-lost' })
    expect(arm.status.obstacle).toContain('let go first')
    await show(pinchingHand(31, 0.05))
    await show(pinchingHand(31, 0.005))
    expect(arm.status.state).toBe('engaged')
    await toolIsAt(0.1)
    for (let centimetres = 30; centimetres >= 26; centimetres -= 1) await show(pinchingHand(centimetres, 0.005))
    await toolIsAt(0.05)

    // A system menu opens: whatever the hand does now is not for the arm.
    await headset.setVisibility('visible-blurred')
    await expect.poll(() => arm.status.reason, { timeout: 20_000 }).toBe('tracking-lost')
    await headset.setVisibility('visible')
    await show(pinchingHand(26, 0.05))
    await show(pinchingHand(26, 0.005))
    expect(arm.status.state).toBe('engaged')

    const back = session.till('resumed')
    wire.cut()
    await back
    expect(arm.status).toMatchObject({ state: 'holding', reason: 'disconnected' })
    await show(pinchingHand(27, 0.005))
    expect(arm.status.state).toBe('holding')
    await toolIsAt(0.05)

    session.close('the test is over')
    const reasons = ['tracking-lost', 'tracking-lost', 'disconnected', 'session-ended']
    expect(stops.map(({ reason }) => reason)).toEqual(reasons)
    expect(errors.filter((error) => !error.includes('WebSocket'))).toEqual([])
    await context.close()
  }, 120_000)
})
