import { describe, expect, test, vi } from 'vitest'
import { readEventValue } from '../../../protocol/index.ts'
import { type ControllerMoveValue, ControllersSource } from '../../../src/xr/ControllersSource.ts'
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
    sent.push(structuredClone(value))
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

  test('every sample is told in the same object, with the numbers of its own frame', () => {
    const { sent, frames, left, source } = handStream()
    frames(1)
    const value = source.value()
    left.joints = someJoints(7)
    frames(10)
    expect(source.value()).toBe(value)
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

  test('a hand that is only guessed from now on is said to be in that very frame', () => {
    const { sent, frames, left } = handStream(1)
    frames(1)
    left.wrist.emulated = true
    frames(1)
    expect(sent).toHaveLength(2)
    expect(sent[1]).toMatchObject({ tracking: { left: 'emulated', right: 'tracked' } })
    frames(10)
    expect(sent).toHaveLength(2)
  })

  test('a ray that goes is taken back at once, and the hand stays', () => {
    const { sent, frames, left } = handStream(1)
    frames(1)
    left.ray.matrix = null
    frames(1)
    expect(sent[1]).toMatchObject({ leftRay: null, tracking: { left: 'tracked' } })
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
      leftRay: null,
      leftRadii: null,
      right: null,
      rightState: {},
      rightRay: null,
      rightRadii: null,
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

  test('an end that nobody heard is said again when somebody listens, and nothing else is', () => {
    const { sent, frames, stream } = handStream(1)
    stream.again()
    frames(1)
    stream.again()
    expect(sent).toHaveLength(1)
    stream.stop()
    stream.again()
    expect(sent.slice(1).map(({ tracking }) => tracking.left)).toEqual(['absent', 'absent'])
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

  test('a hand that is not wanted is absent, also when it is dropped on the way', () => {
    const { source, sent, frames } = handStream(1)
    frames(1)
    source.wanted = { left: false, right: true }
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

  test('a frame that the page sees late has the time at which its poses were so, and the next one its own', () => {
    vi.useFakeTimers({ toFake: ['Date', 'performance'], now: 1_800_000_000_000 })
    try {
      const { session, stream, times } = handStream()
      /** The headset makes a frame, and the page sees it so much later. All in milliseconds. */
      const frame = (madeAt: number, seenAt: number) => {
        vi.advanceTimersByTime(seenAt - (Date.now() - 1_800_000_000_000))
        stream.frame(session.frame(5_000_000 + madeAt), SPACE, 1000)
        return times.at(-1)! - 1_800_000_000_000
      }
      expect(frame(100, 103)).toBe(103)
      expect(frame(111, 113)).toBe(113)
      // The page is busy for 80 ms.
      expect(frame(122, 204)).toBe(124)
      expect(frame(205, 208)).toBe(207)
    } finally {
      vi.useRealTimers()
    }
  })

  test('in a browser that does not say for when a frame is, its time is when the page sees it', () => {
    vi.useFakeTimers({ toFake: ['Date', 'performance'], now: 1_800_000_000_000 })
    try {
      const { session, stream, times } = handStream()
      for (const wait of [0, 11, 90]) {
        vi.advanceTimersByTime(wait)
        stream.frame({ ...session.frame(), predictedDisplayTime: undefined } as unknown as XRFrame, SPACE, 1000)
        expect(times.at(-1)).toBe(Date.now())
      }
    } finally {
      vi.useRealTimers()
    }
  })

  test('what is sent is what the protocol declares', () => {
    const { sent, frames, left } = handStream()
    frames(1)
    left.filled = false
    frames(1)
    for (const value of sent) expect(readEventValue('HAND_MOVE', value)).toEqual(value)
  })
})

describe('hands and controllers that take turns', () => {
  /** A session in which a person puts controllers down and takes them up, and what both streams say. */
  function both() {
    const session = new FakeSession()
    const hands = new HandsSource()
    const controllers = new ControllersSource()
    const said: { hands: HandMoveValue[]; controllers: ControllerMoveValue[] } = { hands: [], controllers: [] }
    const handStream = new SampleStream(hands, (value) => said.hands.push(value))
    const controllerStream = new SampleStream(controllers, (value) => said.controllers.push(value))
    let frame = 0
    return {
      session,
      /** One frame, and what the last samples say of each side after it. */
      step() {
        const xrFrame = session.frame((frame * 1000) / 90)
        handStream.frame(xrFrame, SPACE, 90)
        controllerStream.frame(xrFrame, SPACE, 90)
        frame += 1
        return { hands: said.hands.at(-1)!, controllers: said.controllers.at(-1)! }
      },
    }
  }

  test('each side says what it is from the first frame, and no frame has a stale one', () => {
    const { session, step } = both()
    const hands = [fakeHand('left', someJoints(-1)), fakeHand('right', someJoints(1))]
    const controllers = [fakeController('left', {}), fakeController('right', {})]
    const expectHands = () => {
      const { hands, controllers } = step()
      expect(hands).toMatchObject({ tracking: { left: 'tracked', right: 'tracked' } })
      expect(hands.left).not.toBeNull()
      expect(controllers).toMatchObject({ left: null, leftGrip: null, tracking: { left: 'absent', right: 'absent' } })
    }
    const expectControllers = () => {
      const { hands, controllers } = step()
      expect(hands).toMatchObject({
        left: null,
        leftRay: null,
        right: null,
        tracking: { left: 'absent', right: 'absent' },
      })
      expect(controllers).toMatchObject({ tracking: { left: 'tracked', right: 'tracked' } })
      expect(controllers.left).not.toBeNull()
    }
    session.controllers = controllers
    expectControllers()
    session.controllers = []
    session.hands = hands
    expectHands()
    expectHands()
    session.hands = []
    session.controllers = controllers
    expectControllers()
  })

  test('one hand and one controller at once are both told', () => {
    const { session, step } = both()
    session.hands = [fakeHand('left')]
    session.controllers = [fakeController('right', {})]
    const { hands, controllers } = step()
    expect(hands.tracking).toEqual({ left: 'tracked', right: 'absent' })
    expect(controllers.tracking).toEqual({ left: 'absent', right: 'tracked' })
  })

  test('hands and controllers of both sides at once are all told', () => {
    const { session, step } = both()
    session.hands = [fakeHand('left'), fakeHand('right')]
    Object.assign(session, { trackedSources: [fakeController('left', {}).source, fakeController('right', {}).source] })
    const { hands, controllers } = step()
    expect(hands.tracking).toEqual({ left: 'tracked', right: 'tracked' })
    expect(controllers.tracking).toEqual({ left: 'tracked', right: 'tracked' })
  })

  test('a pinch of the eyes is no controller', () => {
    const { session, step } = both()
    const pinch = fakeController('right', {})
    Object.assign(pinch.source, { targetRayMode: 'transient-pointer' })
    session.controllers = [pinch]
    expect(step().controllers.tracking).toEqual({ left: 'absent', right: 'absent' })
  })

  test('with nothing in the hands both say absent from the first frame', () => {
    const { hands, controllers } = both().step()
    expect(hands.tracking).toEqual({ left: 'absent', right: 'absent' })
    expect(controllers.tracking).toEqual({ left: 'absent', right: 'absent' })
  })
})

describe('hands for programs of 2024', () => {
  test('have the wrist and the places of the joints beside what is sent today', () => {
    const { source, sent, frames } = handStream()
    source.speaksTS32 = true
    frames(1)
    const value = sent[0] as HandMoveValue & Record<string, never[]>
    expect(value.leftHand).toEqual(someJoints(-1).slice(0, 16))
    expect(value.leftLandmarks).toHaveLength(25)
    expect(value.leftLandmarks![9]![0]).toBeCloseTo(-0.91, 6)
    expect(value.left).toEqual(someJoints(-1))
  })
})

describe('the grip of a controller', () => {
  const stream = (grip: Parameters<typeof fakeController>[3]) => {
    const session = new FakeSession()
    session.controllers = [fakeController('right', {}, { matrix: someMatrix(1) }, grip)]
    const sent: ControllerMoveValue[] = []
    const samples = new SampleStream(new ControllersSource(), (value) => sent.push(value))
    return { session, sent, step: () => samples.frame(session.frame(0), SPACE, 1) }
  }

  test('is sent beside the target ray', () => {
    const { sent, step } = stream({ matrix: someMatrix(2) })
    step()
    expect(sent[0]).toMatchObject({ right: someMatrix(1), rightGrip: someMatrix(2), leftGrip: null })
    expect(readEventValue('CONTROLLER_MOVE', sent[0])).toEqual(sent[0])
  })

  test('is taken back at once when it goes, while the ray stays', () => {
    const grip = { matrix: someMatrix(2) as Float32Array | null }
    const { sent, step } = stream(grip)
    step()
    grip.matrix = null
    step()
    expect(sent[1]).toMatchObject({ rightGrip: null, tracking: { right: 'tracked' } })
  })

  test('that is a guess makes the controller emulated', () => {
    const { sent, step } = stream({ matrix: someMatrix(2), emulated: true })
    step()
    expect(sent[0]!.tracking.right).toBe('emulated')
  })
})

describe.each([72, 90, 120])('on a display of %i Hz', (hz) => {
  test.each([30, 60, 72, 90, 120, 240])('%i Hz are never more than the display shows, and even', (fps) => {
    const session = new FakeSession()
    session.hands = [fakeHand('left'), fakeHand('right')]
    const sentIn: number[] = []
    let frame = 0
    const stream = new SampleStream(new HandsSource(), () => sentIn.push(frame))
    for (; frame < hz * 10; frame += 1) stream.frame(session.frame((frame * 1000) / hz), SPACE, fps)
    const perSecond = sentIn.length / 10
    expect(perSecond).toBeLessThanOrEqual(hz)
    expect(Math.abs(perSecond - Math.min(fps, hz))).toBeLessThanOrEqual(0.2)
    // At most one in a frame, and gaps that differ by no more than one frame.
    const gaps = sentIn.slice(1).map((at, index) => at - sentIn[index]!)
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1)
    expect(Math.max(...gaps) - Math.min(...gaps)).toBeLessThanOrEqual(1)
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
