import { getEventListeners } from 'node:events'
import { describe, expect, it, vi } from 'vitest'
import {
  type ArmPose,
  type ArmStop,
  HAND_LENGTH,
  jointIndex,
  type Logger,
  type SuperviseArmOptions,
  silentLogger,
  superviseArm,
  superviseArms,
} from 'vuer-xr'
import { poseMatrix } from '../support/pose.ts'
import { type MemoryClient, MemoryServer } from '../support/server/memoryClient.ts'

type Point = readonly [number, number, number]
const START: ArmPose = { position: [0.4, 0, 0.3], quaternion: [0, 0, 0, 1] }
const UPRIGHT = [0, 0, 0, 1] as const

/** A hand whose thumb and index finger are so far apart. */
function handAt([x, y, z]: Point, pinchMetres: number): Float32Array {
  const hand = new Float32Array(HAND_LENGTH)
  for (let joint = 0; joint < HAND_LENGTH; joint += 16) hand.set(poseMatrix([x, y, z - 0.05], UPRIGHT), joint)
  hand.set(poseMatrix([x, y, z], UPRIGHT), 0)
  hand.set(poseMatrix([x + pinchMetres, y, z - 0.05], UPRIGHT), jointIndex('thumb-tip') * 16)
  return hand
}

/** A server without sockets, one client in a headset, a clock that only the test moves, and no speed limits. */
function start(options: Partial<SuperviseArmOptions> = {}, resumeSeconds = 30) {
  let now = 1_800_000_000_000
  const server = new MemoryServer({ now: () => now, options: { resumeSeconds } })
  const client = server.connect().init()
  const hello = client.frames().find(({ etype }) => etype === 'HELLO')?.data as { resume?: { token: string } }
  const stops: ArmStop[] = []
  let numbers = 0
  const rig = {
    server,
    client,
    session: client.session,
    stops,
    token: hello.resume?.token,
    now: () => now,
    /** The sample arrives some milliseconds later, and is read. */
    send: async (etype: string, value: object, { key = 'node', ageMs = 0, on = client as MemoryClient } = {}) => {
      now += 10
      on.send({ etype, key, seq: numbers++, ts: now - ageMs, value })
      await settle()
    },
    hand: (at: Point, pinchMetres: number, more: object = {}) =>
      rig.send('HAND_MOVE', { left: null, right: handAt(at, pinchMetres), tracking: SEEN }, more),
    wait: (ms: number) => {
      now += ms
    },
    engage: async (at: Point = [0.2, 1.1, -0.3]) => {
      await rig.hand(at, 0.05)
      await rig.hand(at, 0.005)
    },
    arm: undefined as never as ReturnType<typeof superviseArm>,
  }
  rig.arm = superviseArm(client.session, {
    hand: 'right',
    engage: 'pinch',
    armPose: START,
    maxSpeed: Number.POSITIVE_INFINITY,
    now: () => now,
    onStop: (stop) => stops.push(stop),
    ...options,
  } as SuperviseArmOptions)
  return rig
}

const SEEN = { left: 'absent', right: 'tracked' }

/** Lets promises that are due run. */
const settle = async () => {
  for (let turn = 0; turn < 12; turn += 1) await Promise.resolve()
}

describe('an arm that a session leads', () => {
  it('is engaged by a pinch, follows the wrist, and is held when the pinch opens', async () => {
    const rig = start()
    expect(rig.arm.command()).toEqual({ pose: START, engaged: false, reason: null })
    await rig.engage()
    expect(rig.arm.command()).toEqual({ pose: START, engaged: true, reason: null })
    await rig.hand([0.22, 1.11, -0.3], 0.02)
    const { pose } = rig.arm.command()
    expect(pose.position.map((value) => Math.round(value * 1000))).toEqual([420, 10, 300])
    await rig.hand([0.24, 1.11, -0.3], 0.03)
    expect(rig.arm.command()).toEqual({ pose, engaged: false, reason: 'released' })
    expect(rig.stops).toMatchObject([{ reason: 'released', pose }])
  })

  it('follows another joint, and the other hand, as told', async () => {
    const rig = start({ hand: 'left', joint: 'middle-finger-tip' })
    const tracking = { left: 'tracked', right: 'absent' }
    for (const [x, pinch] of [
      [0.2, 0.05],
      [0.2, 0.01],
      [0.22, 0.01],
    ] as const) {
      await rig.send('HAND_MOVE', { left: handAt([x, 1, 0], pinch), right: null, tracking })
    }
    expect(rig.arm.command().pose.position[0]).toBeCloseTo(0.42, 5)
  })

  it.each(['trigger', 'squeeze'] as const)('is engaged by the %s of a controller', async (button) => {
    const rig = start({ engage: button })
    const controller = (x: number, state: object) =>
      rig.send('CONTROLLER_MOVE', {
        left: null,
        right: poseMatrix([x, 1, -0.3], UPRIGHT),
        rightState: state,
        tracking: SEEN,
      })
    const value = (travel: number) => ({ [`${button}Value`]: travel })
    await controller(0.1, value(0.1))
    await controller(0.1, value(0.6))
    expect(rig.arm.status.state).toBe('idle')
    await controller(0.1, value(0.8))
    expect(rig.arm.status.state).toBe('engaged')
    await controller(0.12, value(0.5))
    expect(rig.arm.command().pose.position[0]).toBeCloseTo(0.42, 5)
    await controller(0.12, value(0.2))
    expect(rig.arm.status).toMatchObject({ state: 'idle', reason: 'released' })
    // A sender that only says pressed or not.
    await controller(0.12, { [button]: true })
    expect(rig.arm.status.state).toBe('engaged')
    // One that says nothing of it has not let go.
    await controller(0.12, {})
    expect(rig.arm.status).toMatchObject({ state: 'holding', reason: 'not-a-pose' })
    await controller(0.12, { [button]: true })
    expect(rig.arm.status.state).toBe('holding')
  })

  it('follows the grip of a controller, if told, and holds where none comes', async () => {
    const rig = start({ engage: 'trigger', controllerPose: 'grip' })
    const controller = (x: number | null, triggerValue: number) =>
      rig.send('CONTROLLER_MOVE', {
        right: poseMatrix([0.5, 1, -0.3], UPRIGHT),
        rightGrip: x === null ? null : poseMatrix([x, 1, -0.3], UPRIGHT),
        rightState: { triggerValue },
        tracking: SEEN,
      })
    await controller(0.1, 0)
    await controller(0.1, 1)
    await controller(0.12, 1)
    expect(rig.arm.command().pose.position[0]).toBeCloseTo(0.42, 5)
    await controller(null, 1)
    expect(rig.arm.status.reason).toBe('tracking-lost')
  })

  it('is engaged by a function: here the left hand is the clutch of the right one', async () => {
    const rig = start({ from: 'hand', engage: ({ left }) => left !== null })
    const both = { left: 'tracked', right: 'tracked' }
    const right = handAt([0.2, 1, 0], 0.05)
    await rig.send('HAND_MOVE', { left: null, right, tracking: SEEN })
    await rig.send('HAND_MOVE', { left: right, right, tracking: both })
    expect(rig.arm.status.state).toBe('engaged')
    await rig.send('HAND_MOVE', { left: null, right, tracking: SEEN })
    expect(rig.arm.status.reason).toBe('released')
  })

  it('is engaged by a function of controllers: here a button', async () => {
    const rig = start({ from: 'controller', engage: ({ rightState }) => rightState?.aButton ?? false })
    const controller = (aButton: boolean) =>
      rig.send('CONTROLLER_MOVE', { right: poseMatrix([0.1, 1, 0], UPRIGHT), rightState: { aButton }, tracking: SEEN })
    await controller(false)
    await controller(true)
    expect(rig.arm.status.state).toBe('engaged')
  })

  it('stops until reset when that function throws', async () => {
    let broken = true
    const rig = start({
      from: 'hand',
      engage: () => {
        if (broken) throw new Error('no such button')
        return false
      },
    })
    await rig.hand([0.2, 1, 0], 0.05)
    await rig.hand([0.2, 1, 0], 0.05)
    expect(rig.stops).toMatchObject([{ reason: 'stopped-by-script', sentence: 'engage failed: no such button' }])
    broken = false
    rig.arm.reset()
    await rig.hand([0.2, 1, 0], 0.05)
    expect(rig.arm.status).toMatchObject({ state: 'idle', obstacle: null })
  })

  it('listens to one node, if told', async () => {
    const rig = start({ key: 'fast' })
    await rig.hand([0.2, 1, 0], 0.05, { key: 'slow' })
    expect(rig.arm.status.obstacle).toBe('no pose has come yet')
    await rig.hand([0.2, 1, 0], 0.05, { key: 'fast' })
    expect(rig.arm.status.obstacle).toBe(null)
  })

  it('does not believe a client that does not say whether it sees the hand, unless told', async () => {
    const numbers = { left: null, right: handAt([0.2, 1, 0], 0.05) }
    const rig = start()
    await rig.send('HAND_MOVE', numbers)
    expect(rig.arm.status.obstacle).toContain('`trusted: ["tracked", "unknown"]`')
    const trusting = start({ trusted: ['tracked', 'unknown'] })
    await trusting.send('HAND_MOVE', numbers)
    expect(trusting.arm.status.obstacle).toBe(null)
  })
})

describe('it holds, with the reason, and stays held until the person lets go and pinches again', () => {
  it('when the hand is lost', async () => {
    const rig = start()
    await rig.engage()
    await rig.hand([0.21, 1.1, -0.3], 0.005)
    const { pose } = rig.arm.command()
    await rig.send('HAND_MOVE', { left: null, right: null, tracking: { left: 'absent', right: 'absent' } })
    expect(rig.stops).toMatchObject([{ reason: 'tracking-lost', pose }])
    await rig.hand([0.3, 1.2, -0.3], 0.005)
    await rig.hand([0.31, 1.2, -0.3], 0.005)
    expect(rig.arm.command()).toEqual({ pose, engaged: false, reason: 'tracking-lost' })
    await rig.engage([0.31, 1.2, -0.3])
    expect(rig.arm.command()).toEqual({ pose, engaged: true, reason: null })
  })

  it('when nothing comes, which the loop of the robot notices without any event', async () => {
    const rig = start()
    await rig.engage()
    rig.wait(250)
    expect(rig.arm.command().engaged).toBe(true)
    rig.wait(1)
    expect(rig.arm.command()).toMatchObject({ engaged: false, reason: 'silent' })
    expect(rig.arm.status.state).toBe('holding')
  })

  it('when poses come late', async () => {
    const rig = start()
    await rig.engage()
    rig.wait(150)
    await rig.hand([0.2, 1.1, -0.3], 0.005, { ageMs: 140 })
    expect(rig.arm.command().engaged).toBe(true)
    rig.wait(115)
    expect(rig.arm.command()).toMatchObject({ engaged: false, reason: 'silent' })
    expect(rig.stops[0]?.sentence).toContain('255 ms old')
  })

  it('when the hand leaps, or an identity comes', async () => {
    for (const [at, reason] of [
      [[1.2, 1.1, -0.3], 'jump'],
      [[0, 0, 0], 'not-a-pose'],
    ] as const) {
      const rig = start()
      await rig.engage()
      await rig.hand(at, 0.005)
      expect(rig.arm.command()).toEqual({ pose: START, engaged: false, reason })
    }
  })

  it('when the person is moved in the scene, or the headset recentred', async () => {
    const rig = start()
    await rig.engage()
    await rig.send('ORIGIN_CHANGED', { matrix: poseMatrix([0, 0, 1], UPRIGHT), reason: 'reset' })
    expect(rig.arm.command()).toEqual({ pose: START, engaged: false, reason: 'jump' })
    expect(rig.stops[0]?.sentence).toContain('recentred')
  })

  it('[EV43] a person who walks through the scene moves no arm: not by one step, and not when they have taken it again', async () => {
    const rig = start()
    const at = [0.2, 1.1, -0.3] as const
    const walking = (metres: number, pinchMetres: number) =>
      rig.send('HAND_MOVE', {
        left: null,
        right: handAt(at, pinchMetres),
        tracking: SEEN,
        origin: poseMatrix([0, 0, -metres], UPRIGHT),
      })
    await rig.engage(at)
    // The samples say so before the event does.
    for (const metres of [0.5, 1, 1.5]) await walking(metres, 0.005)
    expect(rig.arm.command()).toEqual({ pose: START, engaged: true, reason: null })
    await rig.send('ORIGIN_CHANGED', { matrix: poseMatrix([0, 0, -1.5], UPRIGHT), reason: 'move' })
    expect(rig.arm.command()).toEqual({ pose: START, engaged: false, reason: 'jump' })
    await walking(2, 0.05)
    await walking(2, 0.005)
    for (const metres of [2.5, 3]) await walking(metres, 0.005)
    expect(rig.arm.command()).toEqual({ pose: START, engaged: true, reason: null })
  })

  it('when the connection breaks, also when it is back at once', async () => {
    const rig = start()
    await rig.engage()
    rig.client.connection.lost('the Wi-Fi went away')
    expect(rig.arm.command()).toEqual({ pose: START, engaged: false, reason: 'disconnected' })
    await settle()
    const next = rig.server.connect().init(1, { resume: { token: rig.token, received: 0, frames: 0, first: 1 } })
    await vi.waitFor(() => expect(rig.session.connected).toBe(true))
    await rig.hand([0.2, 1.1, -0.3], 0.005, { on: next })
    expect(rig.arm.status).toMatchObject({ state: 'holding', reason: 'disconnected' })
    await rig.hand([0.2, 1.1, -0.3], 0.05, { on: next })
    await rig.hand([0.2, 1.1, -0.3], 0.005, { on: next })
    expect(rig.arm.status.state).toBe('engaged')
    expect(rig.stops).toHaveLength(1)
  })

  it('when the connection breaks and nobody asks for commands: the callback says so', async () => {
    const rig = start()
    await rig.engage()
    rig.client.connection.lost('the Wi-Fi went away')
    await settle()
    expect(rig.stops).toMatchObject([{ reason: 'disconnected', sentence: 'the connection broke: the Wi-Fi went away' }])
  })

  it('when the connection breaks right after a sample: what that began is over', async () => {
    const rig = start()
    await rig.engage()
    const released = { left: null, right: handAt([0.2, 1.1, -0.3], 0.05), tracking: SEEN }
    rig.client.send({ etype: 'HAND_MOVE', key: 'node', seq: 9, ts: rig.now(), value: released })
    rig.client.connection.lost('the Wi-Fi went away')
    await settle()
    expect(rig.stops).toMatchObject([{ reason: 'released' }])
    expect(rig.arm.status.obstacle).toBe('the client is not connected')
    const next = rig.server.connect().init(1, { resume: { token: rig.token, received: 0, frames: 0, first: 1 } })
    await vi.waitFor(() => expect(rig.session.connected).toBe(true))
    await rig.hand([0.2, 1.1, -0.3], 0.005, { on: next })
    expect(rig.arm.status).toMatchObject({ state: 'idle', obstacle: expect.stringContaining('must be let go first') })
  })

  it('when the session ends: at once, and for good', async () => {
    const rig = start()
    await rig.engage()
    rig.session.close('enough for today')
    expect(rig.stops).toMatchObject([{ reason: 'session-ended', sentence: 'the session ended: enough for today' }])
    rig.arm.reset()
    expect(rig.arm.command()).toEqual({ pose: START, engaged: false, reason: 'session-ended' })
  })

  it('when the script stops it, until the script resets it', async () => {
    const rig = start()
    await rig.engage()
    rig.arm.stop('a person is in the cell')
    await rig.engage()
    expect(rig.arm.command()).toMatchObject({ engaged: false, reason: 'stopped-by-script' })
    rig.arm.reset()
    expect(rig.arm.status.state).toBe('idle')
    await rig.engage()
    expect(rig.arm.status.state).toBe('engaged')
  })
})

describe('a supervised arm', () => {
  it('says that it is silent also when nobody asks for commands, and leaves no timer', async () => {
    vi.useFakeTimers({ now: 1_800_000_000_000 })
    try {
      const rig = start()
      await rig.engage()
      vi.advanceTimersByTime(240)
      rig.wait(240)
      await rig.hand([0.2, 1.1, -0.3], 0.005)
      vi.advanceTimersByTime(250)
      rig.wait(250)
      expect(rig.stops).toEqual([])
      rig.wait(1)
      vi.advanceTimersByTime(1)
      expect(rig.stops).toMatchObject([{ reason: 'silent' }])
      // A timer that fires before its time looks again.
      await rig.engage()
      vi.advanceTimersByTime(251)
      rig.wait(200)
      vi.advanceTimersByTime(251)
      expect(rig.stops).toHaveLength(1)
      rig.wait(100)
      vi.advanceTimersByTime(251)
      expect(rig.stops).toHaveLength(2)
      rig.arm[Symbol.dispose]()
      rig.session.close()
      expect(vi.getTimerCount()).toBe(0)
    } finally {
      vi.useRealTimers()
    }
  })

  it('holds for good and listens no more when it is disposed', async () => {
    let asked = 0
    const engage = () => {
      asked += 1
      return asked > 1
    }
    const rig = start({ from: 'hand', engage })
    await rig.engage()
    expect(asked).toBe(2)
    const listeners = () => getEventListeners(rig.session.signal, 'abort').length
    const listening = listeners()
    rig.arm[Symbol.dispose]()
    rig.arm[Symbol.dispose]()
    expect(rig.stops).toMatchObject([{ reason: 'stopped-by-script', sentence: 'the arm is no longer supervised' }])
    await rig.engage()
    rig.arm.reset()
    expect(rig.arm.command().engaged).toBe(false)
    expect(asked).toBe(2)
    expect(listeners()).toBe(listening - 1)
    rig.session.close()
    expect(rig.stops).toHaveLength(1)
  })

  it('of a session that has ended holds from the start', () => {
    const rig = start()
    rig.session.close('too late')
    const stops: ArmStop[] = []
    const options = {
      hand: 'left',
      engage: 'pinch',
      armPose: START,
      onStop: (stop: ArmStop) => stops.push(stop),
    } as const
    const arm = superviseArm(rig.session, options)
    expect(arm.command()).toEqual({ pose: START, engaged: false, reason: 'session-ended' })
    expect(stops).toMatchObject([{ sentence: 'the session ended: too late' }])
  })

  it('logs what a callback throws, and holds all the same', async () => {
    const errors: unknown[][] = []
    const logger: Logger = { ...silentLogger, error: (...said) => errors.push(said) }
    const fail = (what: string) => () => {
      throw new Error(what)
    }
    const rig = start({ logger, onStop: fail('stop'), onEngage: fail('engage') })
    await rig.engage()
    expect(rig.arm.status.state).toBe('engaged')
    await rig.hand([0.2, 1.1, -0.3], 0.05)
    expect(rig.arm.status.reason).toBe('released')
    expect(errors).toEqual([
      ['onEngage of the right arm failed', new Error('engage')],
      ['onStop of the right arm failed', new Error('stop')],
    ])
  })

  it.each([
    [{ hand: 'both' as never }, 'hand must be "left" or "right"'],
    [{ engage: 'fist' as never }, 'engage must be "pinch", "squeeze", "trigger" or a function'],
    [{ engage: () => true, from: undefined as never }, 'from must be "hand" or "controller"'],
    [{ controllerPose: 'palm' as never }, 'controllerPose must be "ray" or "grip"'],
    [{ silenceMs: -1 }, 'silenceMs'],
    [{ joint: 'elbow' as never }, '"elbow" is no hand joint'],
  ])('refuses %j, and leaves nothing behind', (options, message) => {
    vi.useFakeTimers()
    try {
      expect(() => start(options as never)).toThrow(message)
      expect(vi.getTimerCount()).toBe(0)
    } finally {
      vi.useRealTimers()
    }
  })
})

describe('two arms', () => {
  const both = () => {
    const rig = start()
    const stops: string[] = []
    const one = (name: string) =>
      ({
        engage: 'pinch',
        armPose: START,
        now: rig.now,
        onStop: ({ reason }: ArmStop) => stops.push(`${name} ${reason}`),
      }) as const
    const arms = superviseArms(rig.session, { left: one('left'), right: one('right') })
    const tracking = { left: 'tracked', right: 'tracked' }
    const hands = (left: number, right: number) =>
      rig.send('HAND_MOVE', { left: handAt([-0.2, 1, 0], left), right: handAt([0.2, 1, 0], right), tracking })
    const states = () => [arms.left.status.state, arms.right.status.state]
    return { rig, arms, stops, hands, states }
  }

  it('are engaged and stopped each by its own hand', async () => {
    const { arms, stops, hands, states, rig } = both()
    await hands(0.05, 0.05)
    await hands(0.005, 0.05)
    expect(states()).toEqual(['engaged', 'idle'])
    await hands(0.005, 0.005)
    expect(states()).toEqual(['engaged', 'engaged'])
    await rig.hand([0.2, 1, 0], 0.005)
    expect(states()).toEqual(['holding', 'engaged'])
    expect(stops).toEqual(['left tracking-lost'])
    expect([arms.left.hand, arms.right.hand]).toEqual(['left', 'right'])
  })

  it('are stopped together, and reset each by itself', async () => {
    const { arms, stops, hands, states } = both()
    await hands(0.05, 0.05)
    await hands(0.005, 0.05)
    arms.stop('the red button')
    expect(stops).toEqual(['left stopped-by-script', 'right stopped-by-script'])
    await hands(0.05, 0.05)
    await hands(0.005, 0.005)
    expect(states()).toEqual(['holding', 'holding'])
    arms.right.reset()
    await hands(0.05, 0.05)
    await hands(0.005, 0.005)
    expect(states()).toEqual(['holding', 'engaged'])
  })

  it('are disposed together, and none is left when one is refused', () => {
    vi.useFakeTimers()
    try {
      const { arms, rig } = both()
      arms[Symbol.dispose]()
      rig.arm[Symbol.dispose]()
      expect(vi.getTimerCount()).toBe(0)
      const good = { engage: 'pinch', armPose: START } as const
      const make = () => superviseArms(rig.session, { left: good, right: { ...good, maxSpeed: 0 } })
      expect(make).toThrow('maxSpeed')
      expect(vi.getTimerCount()).toBe(0)
    } finally {
      vi.useRealTimers()
    }
  })
})
