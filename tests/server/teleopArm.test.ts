import { describe, expect, it } from 'vitest'
import {
  type ArmInput,
  type ArmOptions,
  type ArmPose,
  type ArmStop,
  isPinching,
  isPressed,
  pinchDistance,
  TeleoperatedArm,
  type TrackingState,
} from 'vuer-xr'
import { handNumbers, recordedHands } from '../support/handFixture.ts'
import { aroundAxis, poseMatrix } from '../support/pose.ts'

type Point = readonly [number, number, number]
type Turn = readonly [number, number, number, number]
const UPRIGHT: Turn = [0, 0, 0, 1]
const START: ArmPose = { position: [0.4, 0, 0.3], quaternion: [0, 0, 0, 1] }
const AWAY: Point = [0.2, 1.1, -0.3]
const FRAME_MS = 10

/** An arm, a hand that leads it, and a clock that only the test moves. */
class Rig {
  readonly stops: ArmStop[] = []
  readonly arm: TeleoperatedArm
  now = 1_800_000_000_000
  hand: Point = AWAY
  turn: Turn = UPRIGHT
  engage: boolean | number = false

  /** Without speed limits, unless they are what is tested. */
  constructor(options: Partial<ArmOptions> = {}) {
    const speeds = { maxSpeed: Number.POSITIVE_INFINITY, maxTurnSpeed: Number.POSITIVE_INFINITY }
    this.arm = new TeleoperatedArm({
      armPose: START,
      ...speeds,
      ...options,
      onStop: (stop) => this.stops.push(stop),
    })
  }

  wait(ms: number): number {
    this.now += ms
    return this.now
  }

  /** One frame later: the hand as it is, except for what is said. */
  frame(input: Partial<ArmInput> = {}) {
    this.now += FRAME_MS
    const matrix = poseMatrix(this.hand, this.turn)
    return this.arm.step({ matrix, tracking: 'tracked', capturedAt: this.now, engage: this.engage, ...input }, this.now)
  }

  /** Lets go, and presses. */
  engageNow() {
    this.engage = false
    this.frame()
    this.engage = true
    return this.frame()
  }

  /** Moves the hand evenly, slowly enough for a hand. */
  move(to: Point, frames = 40) {
    const from = this.hand
    let command = this.arm.command(this.now)
    for (let step = 1; step <= frames; step += 1) {
      const along = (axis: 0 | 1 | 2) => from[axis] + ((to[axis] - from[axis]) * step) / frames
      this.hand = [along(0), along(1), along(2)]
      command = this.frame()
    }
    return command
  }

  get position() {
    return this.arm.command(this.now).pose.position
  }
}

const engaged = (options: Partial<ArmOptions> = {}) => {
  const rig = new Rig(options)
  rig.engageNow()
  expect(rig.arm.status.state).toBe('engaged')
  return rig
}

const expectNear = (got: readonly number[], expected: readonly number[]) => {
  for (const [at, value] of expected.entries()) expect(got[at]).toBeCloseTo(value, 9)
}

describe('the clutch', () => {
  it('leaves the arm where it is until it is pressed, and from then on moves it as the hand moves', () => {
    const rig = new Rig()
    expect(rig.arm.status).toMatchObject({ state: 'idle', reason: null, sentence: '', pose: START })
    expect(rig.move([0.1, 1.3, -0.2])).toEqual({ pose: START, engaged: false, reason: null })
    rig.engage = true
    expect(rig.frame()).toEqual({ pose: START, engaged: true, reason: null })
    const { pose } = rig.move([0.2, 1.25, -0.4])
    expectNear(pose.position, [0.5, -0.05, 0.1])
    expect(rig.arm.status).toMatchObject({ state: 'engaged', reason: null, obstacle: null })
  })

  it('holds the arm when it is let go, and takes a fresh snapshot when it is pressed again', () => {
    const rig = engaged()
    rig.move([0.3, 1.1, -0.3])
    rig.engage = false
    const released = rig.frame()
    expect(released).toMatchObject({ engaged: false, reason: 'released' })
    expectNear(released.pose.position, [0.5, 0, 0.3])
    expect(rig.arm.status).toMatchObject({ state: 'idle', obstacle: null })
    const elsewhere = rig.move([-0.2, 1.4, 0])
    expect(elsewhere.pose).toBe(released.pose)
    rig.engage = true
    expect(rig.frame()).toEqual({ pose: released.pose, engaged: true, reason: null })
    expectNear(rig.move([-0.2, 1.5, 0]).pose.position, [0.5, 0.1, 0.3])
    expect(rig.stops.map(({ reason }) => reason)).toEqual(['released'])
  })

  it('is not engaged by a hand that was never seen to let go', () => {
    const rig = new Rig()
    rig.engage = true
    expect(rig.frame().engaged).toBe(false)
    expect(rig.move([0, 1.1, -0.3])).toEqual({ pose: START, engaged: false, reason: null })
    expect(rig.arm.status.obstacle).toContain('let go first')
    expect(rig.engageNow().engaged).toBe(true)
  })

  it('changes with each press in toggle mode', () => {
    const rig = engaged({ engageMode: 'toggle' })
    rig.engage = false
    expect(rig.frame().engaged).toBe(true)
    expectNear(rig.move([0.3, 1.1, -0.3]).pose.position, [0.5, 0, 0.3])
    rig.engage = true
    expect(rig.frame()).toMatchObject({ engaged: false, reason: 'released' })
    expect(rig.frame().engaged).toBe(false)
    expect(rig.arm.status.obstacle).toContain('let go first')
    expect(rig.engageNow().engaged).toBe(true)
  })

  it('judges levels with hysteresis', () => {
    const rig = new Rig()
    const states = [0, 0.5, 0.75, 0.5, 0.31, 0.29, 0.5, 0.69, 0.71].map((level) => {
      rig.engage = level
      return rig.frame().engaged
    })
    expect(states).toEqual([false, false, true, true, true, false, false, false, true])
  })

  it('takes a level between the two for neither, when it is not known what it was', () => {
    const rig = new Rig()
    const states = [0.1, Number.NaN, 0.5, 0.8, 0.5, 0.8, 0.2, 0.8].map((engage) => rig.frame({ engage }).engaged)
    expect(states).toEqual([false, false, false, false, false, false, false, true])
  })

  it('scales, turns into the robot’s directions, and leaves rotation alone, as told', () => {
    const rig = engaged({ positionScale: 0.5, robotFromWorld: [0.5, -0.5, -0.5, 0.5], followRotation: false })
    rig.turn = aroundAxis([0, 1, 0], 5)
    const { pose } = rig.move([0.2, 1.1, -0.5])
    expectNear(pose.position, [0.5, 0, 0.3])
    expect(pose.quaternion).toEqual(START.quaternion)
  })

  it.each([
    ['ros', [1, 0, 0], [0, -1, 0], [0, 0, 1]],
    ['enu', [0, 1, 0], [1, 0, 0], [0, 0, 1]],
    ['openxr', [0, 0, -1], [1, 0, 0], [0, 1, 0]],
  ] as const)('knows the directions of %s: ahead, right and up', (robotFromWorld, ahead, right, up) => {
    const ways: [Point, Point][] = [
      [[0, 0, -0.1], ahead],
      [[0.1, 0, 0], right],
      [[0, 0.1, 0], up],
    ]
    for (const [way, direction] of ways) {
      const rig = engaged({ robotFromWorld })
      const { position } = rig.move([AWAY[0] + way[0], AWAY[1] + way[1], AWAY[2] + way[2]]).pose
      const moved = position.map((value, axis) => (value - START.position[axis]!) * 10)
      expectNear(moved, direction)
    }
  })

  it('turns the arm as the hand has turned', () => {
    const rig = engaged()
    for (let degrees = 1; degrees <= 30; degrees += 1) {
      rig.turn = aroundAxis([0, 0, 1], degrees)
      rig.frame()
    }
    expectNear(rig.arm.status.pose.quaternion, aroundAxis([0, 0, 1], 30))
  })

  it('reads the engage input of a sample that is given again, and not its pose', () => {
    const rig = engaged()
    const capturedAt = rig.now
    const matrix = poseMatrix([5, 5, 5], UPRIGHT)
    expect(rig.frame({ capturedAt, matrix })).toMatchObject({ engaged: true, pose: START })
    expect(rig.frame({ capturedAt, matrix, engage: false })).toMatchObject({ engaged: false, reason: 'released' })
  })

  it('starts from where the arm is measured to be', () => {
    let measured: ArmPose = START
    const rig = engaged({ armPose: () => measured })
    rig.move([0.3, 1.1, -0.3])
    rig.engage = false
    rig.frame()
    measured = { position: [0.1, 0.2, 0.3], quaternion: [0, 1, 0, 0] }
    expect(rig.engageNow().pose).toEqual(measured)
    expectNear(rig.move([0.3, 1.2, -0.3]).pose.position, [0.1, 0.3, 0.3])
  })
})

const sheared = poseMatrix(AWAY, UPRIGHT).with(4, 0.2)
const faults: [what: string, reason: string, sentence: string, happen: (rig: Rig) => unknown][] = [
  ['no sample', 'silent', 'no new pose has come for 251 ms', (rig) => rig.arm.command(rig.wait(251))],
  [
    'a sample after a silence',
    'silent',
    'for 310 ms',
    (rig) => {
      rig.wait(300)
      rig.frame({ engage: true })
    },
  ],
  ['an absent hand', 'tracking-lost', 'not seen', (rig) => rig.frame({ matrix: null, tracking: 'absent' })],
  ['numbers of an absent hand', 'tracking-lost', 'not seen', (rig) => rig.frame({ tracking: 'absent' })],
  ['no numbers', 'tracking-lost', 'not seen', (rig) => rig.frame({ matrix: null })],
  ['a guessed hand', 'tracking-lost', '"emulated"', (rig) => rig.frame({ tracking: 'emulated' })],
  ['tracking that nobody told', 'tracking-lost', '"unknown"', (rig) => rig.frame({ tracking: 'unknown' })],
  ['an identity', 'not-a-pose', '0, 0, 0', (rig) => rig.frame({ matrix: poseMatrix([0, 0, 0], UPRIGHT) })],
  ['zeroes', 'not-a-pose', 'no rigid', (rig) => rig.frame({ matrix: new Float32Array(16) })],
  ['NaN', 'not-a-pose', 'not finite', (rig) => rig.frame({ matrix: new Float32Array(16).fill(Number.NaN) })],
  ['a sheared pose', 'not-a-pose', 'no rigid', (rig) => rig.frame({ matrix: sheared })],
  ['half a pose', 'not-a-pose', 'has 8 numbers', (rig) => rig.frame({ matrix: new Float32Array(8) })],
  ['an engage level of NaN', 'not-a-pose', 'engage level', (rig) => rig.frame({ engage: Number.NaN })],
  [
    'a leap',
    'jump',
    'moved at 50.0 m/s; the limit is 3',
    (rig) => rig.frame({ matrix: poseMatrix([1.2, 1.1, -0.3], UPRIGHT) }),
  ],
  [
    'a spin',
    'jump',
    'rad/s; the limit is 15',
    (rig) => rig.frame({ matrix: poseMatrix(AWAY, aroundAxis([1, 0, 0], 40)) }),
  ],
  ['a clock that is set back', 'silent', 'set back by 3600000 ms', (rig) => rig.arm.command(rig.wait(-3_600_000))],
  ['a lost connection', 'disconnected', 'cut', (rig) => rig.arm.hold('disconnected', 'the cable was cut')],
]

describe.each(faults)('with %s', (_what, reason, sentence, happen) => {
  it(`holds and says why: ${reason}`, () => {
    const rig = engaged()
    rig.move(AWAY, 5)
    const before = rig.arm.status.pose
    happen(rig)
    const stop = { reason, sentence: expect.stringContaining(sentence), pose: before }
    expect(rig.stops).toEqual([stop])
    expect(rig.arm.command(rig.now)).toEqual({ pose: before, engaged: false, reason })
    expect(rig.arm.status).toMatchObject({ state: 'holding', ...stop })
  })

  it('holds on when all is well again, until the person lets go and presses', () => {
    const rig = engaged()
    rig.move([0.25, 1.1, -0.3])
    happen(rig)
    const held = rig.arm.status.pose
    rig.hand = [0.4, 1.2, -0.3]
    for (let count = 0; count < 50; count += 1) expect(rig.frame()).toEqual({ pose: held, engaged: false, reason })
    expect(rig.arm.status.obstacle).toContain('let go first')
    rig.engage = false
    expect(rig.frame()).toEqual({ pose: held, engaged: false, reason })
    expect(rig.arm.status).toMatchObject({ state: 'holding', obstacle: null })
    rig.engage = true
    expect(rig.frame()).toEqual({ pose: held, engaged: true, reason: null })
    expect(rig.stops).toHaveLength(1)
  })

  it('does not count a release that it saw before', () => {
    const rig = new Rig()
    rig.frame()
    expect(rig.arm.status.obstacle).toBe(null)
    happen(rig)
    expect(rig.arm.status.obstacle).not.toBe(null)
    rig.engage = true
    rig.frame()
    expect(rig.frame()).toEqual({ pose: START, engaged: false, reason: null })
    expect(rig.arm.status.obstacle).toContain('let go first')
    expect(rig.stops).toEqual([])
  })
})

describe('silence', () => {
  it('is longer than silenceMs, and not equal to it', () => {
    const rig = engaged({ silenceMs: 100 })
    expect(rig.arm.command(rig.now + 100).engaged).toBe(true)
    expect(rig.arm.command(rig.now + 101)).toMatchObject({ engaged: false, reason: 'silent' })
  })

  it('is also a sender that repeats its last sample, or sends older ones', () => {
    for (const capturedAt of [0, -20]) {
      const rig = engaged()
      const last = rig.now
      const arrivals: boolean[] = []
      for (let count = 0; count < 26; count += 1) arrivals.push(rig.frame({ capturedAt: last + capturedAt }).engaged)
      expect(arrivals.indexOf(false)).toBe(25)
      expect(rig.stops).toMatchObject([{ reason: 'silent' }])
    }
  })

  it('counts from the capture of the last sample, where that is known', () => {
    const rig = engaged()
    rig.frame({ capturedAt: rig.now + 5 })
    expect(rig.arm.command(rig.wait(245)).engaged).toBe(true)
    expect(rig.arm.command(rig.wait(1)).reason).toBe('silent')
    expect(rig.stops[0]?.sentence).toContain('251 ms old')
  })

  it('is also a delay that grows', () => {
    const rig = engaged()
    const start = rig.now
    while (rig.frame({ capturedAt: start + (rig.now - start) / 2 }).engaged) expect(rig.now - start).toBeLessThan(600)
    expect(rig.stops).toMatchObject([
      { reason: 'silent', sentence: expect.stringMatching(/newest pose is 2\d\d ms old/) },
    ])
  })

  it('does not let samples that come too late engage the arm', () => {
    const rig = new Rig()
    for (const engage of [false, true]) expect(rig.frame({ capturedAt: rig.now - 300, engage }).engaged).toBe(false)
    expect(rig.arm.status.obstacle).toBe('the newest pose is 310 ms old')
    rig.frame({ capturedAt: undefined, engage: false })
    rig.frame({ capturedAt: rig.now - 300, engage: true })
    expect(rig.arm.status).toMatchObject({ state: 'idle', reason: null })
    expect(rig.stops).toEqual([])
  })

  it('counts from arrival, where the capture time is not known, or is no number, or lies ahead', () => {
    for (const capturedAt of [undefined, Number.NaN, Number.POSITIVE_INFINITY, 4_000_000_000_000]) {
      const rig = engaged()
      expect(rig.frame({ capturedAt }).engaged).toBe(true)
      expect(rig.arm.command(rig.now + 250).engaged).toBe(true)
      expect(rig.arm.command(rig.now + 251).reason).toBe('silent')
    }
  })

  it('needs a time: without one it throws, and nothing moves', () => {
    const rig = engaged()
    for (const now of [Number.NaN, Number.POSITIVE_INFINITY, undefined as never]) {
      expect(() => rig.arm.command(now)).toThrow(expect.objectContaining({ code: 'INVALID_TIME' }))
    }
    expect(rig.arm.status.state).toBe('engaged')
  })

  it('bears a time that is a little before the last one', () => {
    const rig = engaged()
    expect(rig.arm.command(rig.now - 8).engaged).toBe(true)
    expect(rig.arm.command(rig.now + 250).engaged).toBe(true)
  })
})

describe('tracking', () => {
  it('is trusted as told', () => {
    const trusted: readonly TrackingState[] = ['tracked', 'emulated', 'unknown']
    const rig = engaged({ trusted })
    for (const tracking of trusted) expect(rig.frame({ tracking }).engaged).toBe(true)
    expect(rig.frame({ tracking: 'absent' }).reason).toBe('tracking-lost')
  })

  it('that is not trusted says what would accept it, also before the first engagement', () => {
    const rig = new Rig()
    rig.frame({ tracking: 'unknown' })
    expect(rig.arm.status).toMatchObject({ state: 'idle', obstacle: expect.stringContaining('`trusted:') })
  })
})

describe('the guard against jumps', () => {
  it('does not compare a hand that comes back with the one that was lost', () => {
    const rig = engaged()
    rig.frame({ tracking: 'absent' })
    rig.hand = [-0.4, 1.5, 0.2]
    expect(rig.engageNow().engaged).toBe(true)
  })

  it('lets the fastest hand pass, and nothing faster', () => {
    const rig = engaged()
    rig.now += 90
    rig.hand = [0.2, 1.1, -0.001]
    expect(rig.frame().engaged).toBe(true)
    rig.now += 90
    rig.hand = [0.2, 1.1, 0.3]
    expect(rig.frame()).toMatchObject({ engaged: false, reason: 'jump' })
  })

  it('measures by the time of capture, whenever samples arrive', () => {
    const rig = engaged()
    rig.hand = [0.2, 1.1, -0.2]
    expect(rig.frame({ capturedAt: rig.now + 100 }).engaged).toBe(true)
    const other = engaged()
    other.now += 90
    other.hand = [0.2, 1.1, -0.2]
    expect(other.frame({ capturedAt: other.now - 85 }).reason).toBe('jump')
  })

  it('takes samples that arrive together for no less than 20 ms apart', () => {
    const rig = engaged({ armPose: START })
    rig.frame({ capturedAt: undefined })
    rig.now -= FRAME_MS
    rig.hand = [0.2, 1.155, -0.3]
    expect(rig.frame({ capturedAt: undefined }).engaged).toBe(true)
  })

  it('is not excused by a capture time far ahead', () => {
    const rig = engaged()
    rig.hand = [2, 1.1, -0.3]
    expect(rig.frame({ capturedAt: rig.now + 60_000 }).reason).toBe('jump')
  })
})

describe('the speed of commands', () => {
  it('is limited along the line and the arc, however far the hand is ahead', () => {
    const rig = engaged({ maxSpeed: 0.5, maxTurnSpeed: 2 })
    rig.hand = [0.25, 1.1, -0.3]
    rig.turn = aroundAxis([0, 1, 0], 6)
    const { pose } = rig.frame()
    expectNear(pose.position, [0.405, 0, 0.3])
    expectNear(pose.quaternion, aroundAxis([0, 1, 0], (0.02 * 180) / Math.PI))
    rig.now += 50
    expectNear(rig.arm.command(rig.now).pose.position, [0.43, 0, 0.3])
    rig.now += 50
    expectNear(rig.arm.command(rig.now).pose.position, [0.45, 0, 0.3])
  })

  it('leaves out what a loop that stalled has missed', () => {
    const rig = engaged({ maxSpeed: 0.1, maxHandSpeed: 100 })
    for (let count = 0; count < 100; count += 1) {
      rig.now += FRAME_MS
      rig.hand = [0.2 + count / 100, 1.1, -0.3]
      rig.arm.take(
        { matrix: poseMatrix(rig.hand, UPRIGHT), tracking: 'tracked', capturedAt: rig.now, engage: true },
        rig.now,
      )
    }
    expectNear(rig.position, [0.41, 0, 0.3])
  })

  it('counts no time twice when a time is a little before the last one', () => {
    const rig = engaged({ maxSpeed: 0.5 })
    rig.hand = [0.25, 1.1, -0.3]
    const { pose } = rig.frame()
    for (const now of [rig.now - 8, rig.now, rig.now - 100, rig.now]) expect(rig.arm.command(now).pose).toEqual(pose)
  })

  it('counts from the new time when the clock was set back', () => {
    const rig = engaged({ maxSpeed: 0.5 })
    rig.wait(-10_000)
    const take = (engage: boolean) => {
      const now = rig.wait(FRAME_MS)
      const matrix = poseMatrix(rig.hand, UPRIGHT)
      rig.arm.take({ matrix, tracking: 'tracked', capturedAt: now, engage }, now)
    }
    for (const engage of [false, true]) take(engage)
    rig.hand = [0.25, 1.1, -0.3]
    take(true)
    expectNear(rig.position, [0.41, 0, 0.3])
  })

  it('is 0.25 m/s unless told', () => {
    const arm = new TeleoperatedArm({ armPose: START })
    const feed = (engage: boolean, x: number, now: number) =>
      arm.step({ matrix: poseMatrix([x, 1, 0], UPRIGHT), tracking: 'tracked', engage }, now)
    feed(false, 0.2, 0)
    feed(true, 0.2, 10)
    expectNear(feed(true, 0.25, 30).pose.position, [0.405, 0, 0.3])
  })

  it('stops at once when the clutch is let go, with way left to go', () => {
    const rig = engaged({ maxSpeed: 0.1 })
    rig.move([0.4, 1.1, -0.3])
    const { position } = rig.arm.status.pose
    rig.engage = false
    rig.frame()
    rig.now += 100
    expect(rig.position).toEqual(position)
  })
})

describe('the workspace', () => {
  const box = { min: [0.3, -0.1, 0.2], max: [0.5, 0.1, 0.4] } as const
  const ball = { center: [0.4, 0, 0.3], radius: 0.1 } as const

  it('of a box or a sphere lets the arm slide along its border and come back', () => {
    const inBox = engaged({ workspace: box })
    expectNear(inBox.move([0.6, 1.15, -0.3]).pose.position, [0.5, 0.05, 0.3])
    expectNear(inBox.move([0.25, 1.15, -0.3]).pose.position, [0.45, 0.05, 0.3])
    const inBall = engaged({ workspace: ball })
    expectNear(inBall.move([0.5, 1.5, -0.3]).pose.position, [0.46, 0.08, 0.3])
    expect(inBall.arm.status.state).toBe('engaged')
  })

  it.each([
    ['a box', { ...box, leaving: 'stop' as const }],
    ['a sphere', { ...ball, leaving: 'stop' as const }],
    ['a function', ({ position }: ArmPose) => position[0] <= 0.5],
  ])('of %s stops the arm at its border', (_what, workspace) => {
    const rig = engaged({ workspace })
    const { pose, reason } = rig.move([0.6, 1.1, -0.3])
    expect(reason).toBe('out-of-reach')
    expect(pose.position[0]).toBeGreaterThan(0.48)
    expect(pose.position[0]).toBeLessThanOrEqual(0.5)
    expect(rig.stops).toMatchObject([{ reason: 'out-of-reach', sentence: expect.stringContaining('0.5') }])
  })

  it('does not pull an arm in that is outside', () => {
    for (const workspace of [{ center: [0, 0, 0], radius: 0.1 } as const, () => false]) {
      const rig = new Rig({ workspace })
      expect(rig.engageNow()).toMatchObject({ pose: START, engaged: false })
      expect(rig.arm.status.obstacle).toContain('outside its workspace')
    }
  })

  it('lets an arm at its very border be engaged again', () => {
    const rig = engaged({ workspace: ball })
    rig.move([0.7, 1.4, -0.2])
    expect(rig.engageNow().engaged).toBe(true)
  })

  it('of an asynchronous function is nowhere: a promise is not true', () => {
    const rig = new Rig({ workspace: (async () => true) as never })
    expect(rig.engageNow().engaged).toBe(false)
  })
})

describe('a function of the script that throws', () => {
  it('stops the arm until it is reset', () => {
    let broken = false
    const workspace = () => {
      if (broken) throw new Error('no solver')
      return true
    }
    const rig = engaged({ workspace })
    broken = true
    expect(rig.frame()).toMatchObject({ engaged: false, reason: 'stopped-by-script' })
    expect(rig.stops).toMatchObject([{ sentence: 'workspace failed: no solver' }])
    broken = false
    expect(rig.engageNow().engaged).toBe(false)
    rig.arm.reset()
    expect(rig.engageNow().engaged).toBe(true)
  })

  it('or that measures no pose does not let it be engaged', () => {
    let measured: ArmPose = START
    const rig = new Rig({ armPose: () => measured })
    measured = { position: [0, Number.NaN, 0], quaternion: UPRIGHT }
    expect(rig.engageNow()).toEqual({ pose: START, engaged: false, reason: 'stopped-by-script' })
    expect(rig.arm.status.sentence).toBe('armPose failed: armPose(): position must be three finite numbers')
  })
})

describe('an emergency stop', () => {
  it('holds until reset, and then until the person lets go and presses', () => {
    const rig = engaged()
    rig.arm.stop('the light curtain was crossed')
    expect(rig.stops).toMatchObject([{ reason: 'stopped-by-script', sentence: 'the light curtain was crossed' }])
    expect(rig.arm.status).toMatchObject({ state: 'holding', obstacle: expect.stringContaining('reset()') })
    expect(rig.engageNow()).toMatchObject({ engaged: false, reason: 'stopped-by-script' })
    rig.arm.reset()
    expect(rig.arm.status).toMatchObject({ state: 'idle', reason: null })
    expect(rig.frame().engaged).toBe(false)
    expect(rig.engageNow().engaged).toBe(true)
    expect(rig.stops).toHaveLength(1)
  })

  it('is said also when nothing was engaged, once', () => {
    const rig = new Rig()
    rig.arm.stop()
    rig.arm.stop()
    expect(rig.stops).toMatchObject([{ reason: 'stopped-by-script', pose: START }])
  })

  it('outlives what comes after it, apart from the end', () => {
    const rig = engaged()
    rig.arm.stop()
    rig.frame({ tracking: 'absent' })
    rig.arm.hold('disconnected', 'cut')
    rig.arm.command(rig.wait(5000))
    expect(rig.arm.status.reason).toBe('stopped-by-script')
    rig.arm.end('session-ended', 'it left')
    rig.arm.end('session-ended', 'it left again')
    rig.arm.reset()
    rig.arm.stop()
    expect(rig.engageNow()).toMatchObject({ engaged: false, reason: 'session-ended' })
    expect(rig.stops.map(({ sentence }) => sentence)).toEqual(['the script stopped it', 'it left'])
  })
})

describe('options', () => {
  it.each([
    [{ robotFromWorld: 'unity' as never }, 'robotFromWorld: expected a unit quaternion or one of openxr, ros, enu'],
    [{ silenceMs: 0 }, 'silenceMs: expected milliseconds above 0 and up to 10000, got 0'],
    [{ silenceMs: Number.POSITIVE_INFINITY }, 'silenceMs'],
    [{ silenceMs: Number.NaN }, 'silenceMs'],
    [{ maxSpeed: 0 }, 'maxSpeed: expected a number above 0, got 0'],
    [{ maxTurnSpeed: -1 }, 'maxTurnSpeed'],
    [{ maxHandSpeed: Number.NaN }, 'maxHandSpeed'],
    [{ maxHandTurnSpeed: '3' as never }, 'maxHandTurnSpeed: expected a number above 0, got "3"'],
    [{ positionScale: -1 }, 'positionScale: expected a number from 0 to 100, got -1'],
    [{ positionScale: 1e300 }, 'positionScale'],
    [{ trusted: [] }, 'trusted: expected a list of tracked, emulated, unknown, got []'],
    [{ trusted: ['absent'] as never }, 'trusted'],
    [{ engageMode: 'push' as never }, 'engageMode: expected "hold" or "toggle", got "push"'],
    [{ engageLevels: { closesAt: 0.5, opensAt: 0.5 } }, 'engageLevels: expected two different numbers'],
    [{ engageLevels: { closesAt: 0.5, opensAt: Number.NaN } }, 'engageLevels'],
    [
      { workspace: { min: [0, 0, 0], max: [1, 1, -1] } as never },
      'workspace: expected { min, max } with min below max',
    ],
    [{ workspace: { center: [0, 0, 0], radius: 0 } as never }, 'workspace'],
    [{ workspace: { center: [0, 0], radius: 1 } as never }, 'workspace'],
    [{ workspace: {} as never }, 'workspace'],
    [{ workspace: null as never }, 'workspace'],
    [{ workspace: 'everywhere' as never }, 'workspace'],
    [{ followRotation: 'no' as never }, 'followRotation: expected true or false, got "no"'],
    [{ onStop: 'log' as never }, 'onStop: expected a function'],
    [{ workspace: { center: [0, 0, 0], radius: 1, leaving: 'bounce' } as never }, 'workspace.leaving'],
  ])('%j are refused', (options, message) => {
    const make = () => new TeleoperatedArm({ armPose: START, ...options })
    expect(make).toThrow(expect.objectContaining({ code: 'INVALID_OPTION' }))
    expect(make).toThrow(message)
  })

  it.each([
    [{ armPose: undefined as never }, 'armPose: position must be three finite numbers'],
    [{ armPose: { position: [0, 0, Number.NaN], quaternion: UPRIGHT } as never }, 'armPose: position'],
    [{ armPose: { position: [0, 0, 0], quaternion: [0, 0, 0, 2] } as never }, 'armPose: the length of the quaternion'],
    [{ armPose: { position: [0, 0, 0], quaternion: [0, 0, 1] } as never }, 'armPose: quaternion must be four'],
    [{ armPose: () => ({ position: [0, 0, 0] }) as never }, 'armPose(): quaternion must be four'],
    [{ robotFromWorld: [1, 1, 1, 1] as never }, 'robotFromWorld: the length of the quaternion must be 1, and is 2.000'],
  ])('%j are no poses', (options, message) => {
    const make = () => new TeleoperatedArm({ armPose: START, ...options })
    expect(make).toThrow(expect.objectContaining({ code: 'INVALID_POSE' }))
    expect(make).toThrow(message)
  })
})

describe('gestures', () => {
  it('a pinch closes below 15 mm and opens above 25 mm', () => {
    const hand = Float32Array.from(Array.from({ length: 25 }, () => poseMatrix([0, 0, 0], UPRIGHT)).flat())
    const at = (millimetres: number) => {
      hand[4 * 16 + 12] = millimetres / 1000
      return hand
    }
    expect(pinchDistance(at(30))).toBeCloseTo(0.03)
    expect(pinchDistance(at(30), 'wrist', 'thumb-tip')).toBeCloseTo(0.03)
    let was: boolean | undefined
    const seen = [20, 16, 14, 20, 24, 26, 20, 14].map((millimetres) => {
      was = isPinching(at(millimetres), was)
      return was
    })
    expect(seen).toEqual([undefined, undefined, true, true, true, false, false, true])
  })

  it('of joints that are zeros no pinch is known', () => {
    expect(pinchDistance(new Float32Array(400))).toBeNaN()
    expect(isPinching(new Float32Array(400), undefined)).toBe(undefined)
  })

  it('the distance of a pinch is that of the tips', () => {
    const joints = recordedHands.frames[20]!.right!
    const [thumb, index] = [joints[4]!, joints[9]!]
    const expected = Math.hypot(thumb[0] - index[0], thumb[1] - index[1], thumb[2] - index[2])
    expect(pinchDistance(handNumbers(joints))).toBeCloseTo(expected, 9)
  })

  it('a level is pressed above 0.7 and released below 0.3, or as told', () => {
    expect([0.71, 0.7, 0.3, 0.29].map((level) => isPressed(level, undefined))).toEqual([
      true,
      undefined,
      undefined,
      false,
    ])
    expect(isPressed(0.5, false, { closesAt: 0.4, opensAt: 0.2 })).toBe(true)
    expect(isPressed(Number.NaN, true)).toBe(true)
  })
})
