import { describe, expect, test } from 'vitest'
import { readEventValue } from '../../../protocol/index.ts'
import { ControllersSource } from '../../../src/xr/ControllersSource.ts'
import { type HandMoveValue, HandsSource } from '../../../src/xr/HandsSource.ts'
import { HeadCameraSource } from '../../../src/xr/HeadCameraSource.ts'
import { HeadSource } from '../../../src/xr/HeadSource.ts'
import { SampleStream } from '../../../src/xr/SampleStream.ts'
import { FakeSession, fakeController, fakeHand, SPACE, someJoints, someMatrix } from './fakeXR.ts'

/** A session with both hands on a display of 72 Hz, and what a stream sends of it. */
function handStream(fps = 30) {
  const session = new FakeSession()
  const left = fakeHand('left', someJoints(-1))
  const right = fakeHand('right', someJoints(1))
  session.hands = [left, right]
  const sent: HandMoveValue[] = []
  const times: number[] = []
  const source = new HandsSource()
  const stream = new SampleStream(source, (value, capturedAt) => {
    sent.push(value)
    times.push(capturedAt)
  })
  let frame = 0
  const frames = (count: number) => {
    for (let i = 0; i < count; i += 1) {
      stream.frame(session.frame((frame * 1000) / 72), SPACE, fps)
      frame += 1
    }
  }
  return { session, left, right, source, stream, sent, times, frames }
}

describe('hands as they are sent', () => {
  test('72 frames at 30 Hz are 30 samples of both hands', () => {
    const { sent, frames } = handStream()
    frames(72)
    expect(Math.abs(sent.length - 30)).toBeLessThanOrEqual(1)
    expect(sent.at(-1)).toMatchObject({ tracking: { left: 'tracked', right: 'tracked' } })
    expect(sent.at(-1)!.left).toEqual(someJoints(-1))
    expect(sent.at(-1)!.right).toEqual(someJoints(1))
  })

  test('a sample is a copy, which later frames do not change', () => {
    const { sent, frames, left } = handStream()
    frames(1)
    left.joints = someJoints(7)
    frames(10)
    expect(sent[0]!.left).toEqual(someJoints(-1))
    expect(sent.at(-1)!.left).toEqual(someJoints(7))
  })

  test('a hand that is lost is said to be absent in that very frame, whatever the rate', () => {
    const { sent, frames, left } = handStream(1)
    frames(1)
    left.filled = false
    frames(1)
    expect(sent).toHaveLength(2)
    expect(sent[1]).toMatchObject({ left: null, leftState: {}, tracking: { left: 'absent', right: 'tracked' } })
    expect(sent[1]!.right).toEqual(someJoints(1))
  })

  test('no number of a lost hand is ever sent, not even NaN', () => {
    const { sent, frames, left } = handStream()
    frames(5)
    left.joints![17] = Number.NaN
    frames(72)
    const after = sent.filter(({ tracking }) => tracking.left === 'absent')
    expect(after.length).toBeGreaterThan(20)
    expect(after.every(({ left }) => left === null)).toBe(true)
  })

  test('a hand that comes back is sent again', () => {
    const { sent, frames, left } = handStream()
    frames(3)
    left.filled = false
    frames(3)
    left.filled = true
    frames(3)
    expect(sent.at(-1)!.tracking.left).toBe('tracked')
  })

  test('the end of the session says once that both are absent', () => {
    const { sent, frames, stream } = handStream(1)
    frames(1)
    stream.stop()
    stream.stop()
    expect(sent).toHaveLength(2)
    expect(sent[1]).toEqual({
      left: null,
      leftState: {},
      right: null,
      rightState: {},
      tracking: { left: 'absent', right: 'absent' },
    })
  })

  test.each(['visible-blurred', 'hidden'] as const)('a session that is %s says so once, and then nothing', (state) => {
    const { session, sent, frames } = handStream(1)
    frames(1)
    session.visibilityState = state
    frames(50)
    expect(sent).toHaveLength(2)
    expect(sent[1]!.tracking).toEqual({ left: 'absent', right: 'absent' })
    session.visibilityState = 'visible'
    frames(1)
    expect(sent[2]!.tracking).toEqual({ left: 'tracked', right: 'tracked' })
  })

  test('a session that ends before any sample leaves nothing to take back', () => {
    const { sent, stream } = handStream()
    stream.stop()
    expect(sent).toEqual([])
  })

  test('hands that were never there are said to be absent, so that the script knows', () => {
    const { session, sent, frames } = handStream()
    session.hands = []
    frames(1)
    expect(sent[0]!.tracking).toEqual({ left: 'absent', right: 'absent' })
  })

  test('a disabled hand is absent, also when it is disabled on the way', () => {
    const { source, sent, frames } = handStream(1)
    frames(1)
    source.disabled = { left: true, right: false }
    frames(1)
    expect(sent[1]).toMatchObject({ left: null, tracking: { left: 'absent', right: 'tracked' } })
  })

  test('each sample has the time at which it was read, in milliseconds since 1970', () => {
    const before = Date.now()
    const { times, frames } = handStream()
    frames(1)
    expect(times[0]).toBeGreaterThanOrEqual(before)
    expect(times[0]).toBeLessThanOrEqual(Date.now())
  })

  test('what is sent is what the protocol declares', () => {
    const { sent, frames, left } = handStream()
    frames(1)
    left.filled = false
    frames(1)
    for (const value of sent) expect(readEventValue('HAND_MOVE', value)).toEqual(value)
  })
})

describe('controllers and head as they are sent', () => {
  test('a controller that is switched off is absent at once', () => {
    const session = new FakeSession()
    session.controllers = [fakeController('left', {}), fakeController('right', {})]
    const sent: unknown[] = []
    const stream = new SampleStream(new ControllersSource(), (value) =>
      sent.push(readEventValue('CONTROLLER_MOVE', value)),
    )
    stream.frame(session.frame(0), SPACE, 1)
    session.controllers.pop()
    stream.frame(session.frame(14), SPACE, 1)
    expect(sent).toMatchObject([
      { tracking: { left: 'tracked', right: 'tracked' } },
      { right: null, tracking: { left: 'tracked', right: 'absent' } },
    ])
  })

  test('the head is 16 numbers, and absent when it is lost', () => {
    const session = new FakeSession()
    const sent: unknown[] = []
    const stream = new SampleStream(new HeadSource(), (value) => sent.push(readEventValue('HEAD_MOVE', value)))
    stream.frame(session.frame(0), SPACE, 1)
    session.viewer.emulated = true
    stream.frame(session.frame(2000), SPACE, 1)
    session.viewer.matrix = null
    stream.frame(session.frame(2010), SPACE, 1)
    expect(sent).toEqual([
      { matrix: someMatrix(), tracking: 'tracked' },
      { matrix: someMatrix(), tracking: 'emulated' },
      { matrix: null, tracking: 'absent' },
    ])
  })

  test('the head as a camera is told in the older dialect, and nothing is told of a lost head', () => {
    const session = new FakeSession()
    const sent: unknown[] = []
    const source = new HeadCameraSource(() => ({ width: 640, height: 480 }))
    const stream = new SampleStream(source, (value) => sent.push(value))
    stream.frame(session.frame(0), SPACE, 60)
    session.viewer.matrix = null
    stream.frame(session.frame(14), SPACE, 60)
    stream.stop()
    expect(sent).toHaveLength(1)
    const { camera } = sent[0] as { camera: Record<string, unknown> }
    expect(camera).toMatchObject({
      type: 'PerspectiveCamera',
      ctype: 'perspective',
      near: 0.1,
      far: 1000,
      rotation: [expect.closeTo(0), expect.closeTo(0), expect.closeTo(0), 'XYZ'],
      quaternion: [0, 0, 0, 1],
      up: [0, 1, 0],
      aspect: 1,
      width: 640,
      height: 480,
      zoom: 1,
    })
    expect(camera.matrix).toEqual(Array.from(someMatrix()))
    expect((camera.position as number[])[1]).toBeCloseTo(1.6, 6)
    expect(camera.fov).toBeCloseTo(90, 5)
  })
})
