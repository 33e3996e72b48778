import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { chain, Hands, Head, MotionControllers, type PoseFrame, Scene, SceneGraph } from 'vuer-xr'
import { combinePoses } from '../../server/session/PoseFrame.ts'
import type { PoseEvent } from '../../server/session/poseStreams.ts'
import { aroundAxis, poseMatrix } from '../support/pose.ts'
import { endTurn, PoseClient, START, stopClocks, wait } from '../support/server/poseClient.ts'

beforeEach(stopClocks)
afterEach(() => {
  vi.useRealTimers()
})

/** What each part of a frame says, in few words. */
const summary = ({ head, left, right }: PoseFrame) =>
  Object.fromEntries(
    Object.entries({
      head,
      leftHand: left.hand,
      rightHand: right.hand,
      leftController: left.controller,
      rightController: right.controller,
    })
      .map(([name, part]) => [name, part.reason ?? part.tracking])
      .filter(([, said]) => said !== 'not sent'),
  )

/** Reads as fast as frames come. */
function reading(page: PoseClient, options: Parameters<PoseClient['session']['poses']>[0] = {}) {
  const frames: PoseFrame[] = []
  const poses = page.session.poses(options)
  const outcome = (async () => {
    for await (const frame of poses) frames.push(frame)
    return 'ended'
  })()
  const settle = async () => {
    endTurn()
    await vi.advanceTimersByTimeAsync(0)
  }
  /** What came since the last call. */
  const take = async () => {
    await settle()
    return frames.splice(0)
  }
  return { poses, outcome, take, settle }
}

function everything(page: PoseClient, xrFrame: number): void {
  page.head('tracked', { xrFrame })
  page.hands({ left: 'tracked', right: 'emulated' }, { xrFrame })
  page.controllers({ right: 'tracked' }, { xrFrame })
}
/** The first frame of a loop waits for who might send. */
const OPENING_MS = 4
function open(page: PoseClient, xrFrame: number): void {
  everything(page, xrFrame)
  wait(OPENING_MS)
}
const EVERYTHING = {
  head: 'tracked',
  leftHand: 'tracked',
  rightHand: 'emulated',
  leftController: 'not seen',
  rightController: 'tracked',
}

describe('a frame', () => {
  it('has head, hands and controllers of one XR frame, once', async () => {
    const page = new PoseClient()
    const { take } = reading(page)
    open(page, 7)
    const [frame, ...more] = await take()
    expect(more).toEqual([])
    expect(summary(frame!)).toEqual(EVERYTHING)
    expect(frame).toMatchObject({ xrFrame: 7, capturedAt: START, receivedAt: START, ageMs: OPENING_MS })
    expect(frame!.head.pose!.position).toEqual([0, 7, 0])
    expect(frame!.left.hand.pose!.joint('index-finger-tip').position).toEqual([0, 7, 0])
    expect(frame!.right.hand.pose!.side).toBe('right')
    expect(frame!.right.controller.pose!.ray.position).toEqual([0, 7, 0])
    expect(frame!.left.controller.pose).toBeNull()
    expect([...frame!.origin.matrix]).toEqual([1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1])
  })

  it('has on each part its sequence number, its capture time and its age', async () => {
    const page = new PoseClient()
    const { take } = reading(page)
    page.head('tracked', { xrFrame: 0, age: 5 })
    page.head('tracked', { xrFrame: 1, age: 5 })
    page.hands({ left: 'tracked' }, { xrFrame: 1, age: 3 })
    const frame = (await take()).at(-1)!
    wait(20)
    expect(frame.head).toMatchObject({ key: 'head', sequence: 1, xrFrame: 1, capturedAt: START - 5, ageMs: 25 })
    expect(frame.left.hand).toMatchObject({ sequence: 0, capturedAt: START - 3, receivedAt: START, ageMs: 23 })
    expect(frame.right.hand, 'it is absent, and that too has its time').toMatchObject({
      reason: 'not seen',
      sequence: 0,
      ageMs: 23,
    })
    expect(frame.left.controller).toMatchObject({
      reason: 'not sent',
      key: undefined,
      sequence: undefined,
      ageMs: undefined,
    })
    expect(frame.ageMs).toBe(23)
  })

  it('is whole from the first one on, though its packets come in different turns', async () => {
    const page = new PoseClient()
    everything(page, 0)
    endTurn()
    const { take } = reading(page)
    page.head('tracked', { xrFrame: 1 })
    wait(2)
    expect(await take()).toEqual([])
    page.hands({ left: 'tracked', right: 'emulated' }, { xrFrame: 1 })
    page.controllers({ right: 'tracked' }, { xrFrame: 1 })
    wait(2)
    expect((await take()).map(summary)).toEqual([EVERYTHING])
  })

  it('waits for what should be in it, though its packets come in different turns', async () => {
    const page = new PoseClient()
    const { take } = reading(page)
    open(page, 0)
    await take()
    for (let xrFrame = 1; xrFrame < 20; xrFrame += 1) {
      wait(10)
      page.controllers({ right: 'tracked' }, { xrFrame })
      expect(await take()).toEqual([])
      wait(2)
      page.head('tracked', { xrFrame })
      expect(await take()).toEqual([])
      wait(1)
      page.hands({ left: 'tracked', right: 'emulated' }, { xrFrame })
      const frames = await take()
      expect(frames.map(summary)).toEqual([EVERYTHING])
      expect([frames[0]!.head, frames[0]!.left.hand, frames[0]!.right.controller].map((part) => part.xrFrame)).toEqual(
        Array(3).fill(xrFrame),
      )
    }
  })

  it('waits for no more than 4 ms, and then shows what the missing stream said last, with its age', async () => {
    const page = new PoseClient()
    const { take } = reading(page)
    open(page, 0)
    await take()
    wait(11)
    page.head('tracked', { xrFrame: 1 })
    wait(3)
    expect(await take()).toEqual([])
    wait(1)
    const [frame] = await take()
    expect(summary(frame!)).toEqual(EVERYTHING)
    expect(frame!.xrFrame).toBe(1)
    expect(frame!.head).toMatchObject({ xrFrame: 1, ageMs: 4 })
    expect(frame!.left.hand).toMatchObject({ xrFrame: 0, ageMs: 19 })
  })

  it('waits for nothing that is not due: slower streams send when their rate says', async () => {
    const page = new PoseClient()
    const { take } = reading(page)
    for (let xrFrame = 0; xrFrame < 40; xrFrame += 1) {
      wait(11)
      page.head('tracked', { xrFrame })
      if (xrFrame % 3 === 0) page.hands({ left: 'tracked' }, { xrFrame })
      const frames = await take()
      if (xrFrame <= 3) continue
      expect(frames, `frame ${xrFrame} is there in its own turn`).toHaveLength(1)
      expect(frames[0]!.left.hand.xrFrame).toBe(xrFrame - (xrFrame % 3))
    }
  })

  it('is closed by the next one, so that two are never mixed', async () => {
    const page = new PoseClient()
    const { poses } = reading(page)
    await poses.return()
    const slow = page.session.poses()
    everything(page, 0)
    endTurn()
    page.head('tracked', { xrFrame: 1 })
    page.hands({ left: 'tracked' }, { xrFrame: 1 })
    page.head('tracked', { xrFrame: 2 })
    const { value } = await slow.next()
    expect([value.xrFrame, value.head.xrFrame, value.left.hand.xrFrame]).toEqual([1, 1, 1])
  })

  it('is what came in one turn of the event loop, from clients that do not count', async () => {
    const page = new PoseClient()
    const { take } = reading(page)
    everything(page, undefined as never)
    const first = await take()
    expect(first.map(summary)).toEqual([EVERYTHING])
    expect(first[0]!.xrFrame).toBeUndefined()
    wait(10)
    page.head('tracked')
    expect((await take()).map(summary)).toEqual([EVERYTHING])
  })

  it('comes from Vuer’s clients too, which say nothing of times', async () => {
    const page = new PoseClient({ wire: 0 })
    const { take } = reading(page)
    page.head('unknown')
    page.hands({ left: 'unknown' })
    const [frame] = await take()
    expect(summary(frame!)).toEqual({ head: 'unknown', leftHand: 'unknown', rightHand: 'not seen' })
    expect(frame).toMatchObject({ capturedAt: undefined, ageMs: undefined, receivedAt: START })
    wait(101)
    expect((await take()).map(summary)).toEqual([{ head: 'too old', leftHand: 'too old', rightHand: 'not seen' }])
  })

  it('is the newest for a loop that was busy', async () => {
    const page = new PoseClient()
    const poses = page.session.poses()
    for (let xrFrame = 0; xrFrame < 5; xrFrame += 1) {
      everything(page, xrFrame)
      endTurn()
      wait(11)
    }
    expect((await poses.next()).value.xrFrame).toBe(4)
    const waiting = poses.next()
    everything(page, 5)
    endTurn()
    expect((await waiting).value.xrFrame).toBe(5)
  })

  it('goes on when a page counts anew', async () => {
    const page = new PoseClient()
    const { take } = reading(page)
    open(page, 1000)
    await take()
    wait(11)
    everything(page, 0)
    wait(11)
    everything(page, 1)
    wait(4)
    const frames = await take()
    expect(frames.at(-1)!.xrFrame).toBe(1)
    expect(summary(frames.at(-1)!)).toEqual(EVERYTHING)
  })
})

describe('what is absent', () => {
  it('is absent in the first frame that says so', async () => {
    const page = new PoseClient()
    const { take } = reading(page)
    open(page, 0)
    await take()
    page.head('tracked', { xrFrame: 1 })
    page.hands({ right: 'emulated' }, { xrFrame: 1 })
    page.controllers({ right: 'tracked' }, { xrFrame: 1 })
    expect((await take()).map(summary)).toEqual([{ ...EVERYTHING, leftHand: 'not seen' }])
  })

  it('is told at once, in a frame of its own, when its packet comes after the frame was read', async () => {
    const page = new PoseClient()
    const { take } = reading(page)
    open(page, 0)
    await take()
    page.head('tracked', { xrFrame: 1 })
    page.controllers({ right: 'tracked' }, { xrFrame: 1 })
    wait(4)
    expect((await take()).map(summary)).toEqual([EVERYTHING])
    page.hands({ left: 'tracked', right: 'absent' }, { xrFrame: 1 })
    const late = await take()
    expect(late.map(summary)).toEqual([{ ...EVERYTHING, rightHand: 'not seen' }])
    expect(late[0]!.xrFrame).toBe(1)
  })

  it('a packet that is late and takes nothing away is not a frame of its own', async () => {
    const page = new PoseClient()
    const { take } = reading(page)
    open(page, 0)
    await take()
    page.head('tracked', { xrFrame: 1 })
    wait(4)
    await take()
    page.hands({ left: 'tracked', right: 'tracked' }, { xrFrame: 1 })
    page.controllers({ left: 'tracked', right: 'tracked' }, { xrFrame: 1 })
    expect(await take()).toEqual([])
    everything(page, 2)
    expect((await take()).map(({ xrFrame }) => xrFrame)).toEqual([2])
  })

  it('everything is, once XR has ended', async () => {
    const page = new PoseClient()
    const { take } = reading(page)
    open(page, 0)
    await take()
    page.head('absent')
    page.hands({})
    page.controllers({})
    const frames = await take()
    expect(new Set(Object.values(summary(frames.at(-1)!)))).toEqual(new Set(['not seen']))
    wait(60_000)
    expect(await take()).toEqual([])
  })

  it('is what is older than 100 ms, though others go on', async () => {
    const page = new PoseClient()
    const { take } = reading(page)
    open(page, 0)
    await take()
    for (let xrFrame = 1; xrFrame <= 8; xrFrame += 1) {
      wait(11)
      page.head('tracked', { xrFrame })
    }
    wait(8)
    const fresh = (await take()).at(-1)!
    expect([fresh.left.hand.tracking, fresh.left.hand.ageMs]).toEqual(['tracked', 100])
    wait(10)
    page.head('tracked', { xrFrame: 10 })
    const frame = (await take()).at(-1)!
    expect(frame.head.tracking).toBe('tracked')
    expect(frame.left.hand).toMatchObject({
      tracking: 'absent',
      pose: null,
      reason: 'too old',
      sequence: 0,
      ageMs: 110,
    })
  })

  it('is everything after 100 ms of silence, said once without being asked', async () => {
    const page = new PoseClient()
    const { take } = reading(page)
    open(page, 3)
    await take()
    wait(100 - OPENING_MS)
    expect(await take()).toEqual([])
    wait(1)
    const frames = await take()
    expect(frames.map(summary)).toEqual([
      {
        head: 'too old',
        leftHand: 'too old',
        rightHand: 'too old',
        leftController: 'not seen',
        rightController: 'too old',
      },
    ])
    expect(frames[0]!.xrFrame).toBe(3)
    wait(10_000)
    expect(await take()).toEqual([])
  })

  it('is what was captured long ago, though it has only just come: a network that stalled lets it all through at once', async () => {
    const page = new PoseClient()
    const { take } = reading(page)
    for (let xrFrame = 0; xrFrame < 20; xrFrame += 1)
      page.hands({ left: 'tracked' }, { xrFrame, age: 300 - xrFrame * 11 })
    const frames = await take()
    expect(frames.map(({ left }) => left.hand.reason ?? left.hand.ageMs)).toEqual(['too old', 91])
  })

  it('is judged when the frame is read, and not when it came', async () => {
    const page = new PoseClient()
    const poses = page.session.poses()
    open(page, 0)
    wait(500)
    const { value } = await poses.next()
    expect(value.head).toMatchObject({ tracking: 'absent', reason: 'too old', ageMs: 504 })
  })

  it('a client whose clock is ahead does not make old poses young', async () => {
    const page = new PoseClient()
    const { take } = reading(page)
    page.head('tracked', { xrFrame: 0, age: -60_000 })
    wait(OPENING_MS)
    expect((await take()).map(summary)).toEqual([{ head: 'tracked' }])
    wait(97)
    expect((await take()).map(summary)).toEqual([{ head: 'too old' }])
  })
})

describe('the age that is allowed', () => {
  it('is two periods of a node that sends more slowly than 20 Hz', async () => {
    const page = new PoseClient()
    page.session.set(Scene({ bgChildren: [Hands({ fps: 5 }), Head({ key: 'head', fps: 90 })] }))
    const { take } = reading(page)
    page.head('tracked', { xrFrame: 0 })
    page.hands({ left: 'tracked' }, { xrFrame: 0 })
    wait(OPENING_MS)
    await take()
    wait(97)
    expect((await take()).map(summary)).toEqual([{ head: 'too old', leftHand: 'tracked', rightHand: 'not seen' }])
    wait(299)
    expect(await take()).toEqual([])
    wait(1)
    expect((await take()).map(summary)).toEqual([{ head: 'too old', leftHand: 'too old', rightHand: 'not seen' }])
  })

  it('is what the script says', async () => {
    const page = new PoseClient()
    const strict = reading(page, { maxAgeMs: 30 })
    const patient = reading(page, { maxAgeMs: 1000 })
    page.head('tracked', { xrFrame: 0 })
    wait(OPENING_MS)
    await strict.take()
    await patient.take()
    wait(27)
    expect((await strict.take()).map(summary)).toEqual([{ head: 'too old' }])
    wait(969)
    expect(await patient.take()).toEqual([])
    wait(1)
    expect((await patient.take()).map(summary)).toEqual([{ head: 'too old' }])
  })

  it.each([0, -5, Number.NaN, Number.POSITIVE_INFINITY, '100'])('is not %s', (maxAgeMs) => {
    const page = new PoseClient()
    expect(() => page.session.poses({ maxAgeMs: maxAgeMs as number })).toThrow(
      expect.objectContaining({
        code: 'INVALID_OPTION',
        message: `maxAgeMs: expected a number of milliseconds above 0, got ${maxAgeMs}`,
      }),
    )
  })
})

describe('several nodes of one kind', () => {
  it('a node that does not want a side says nothing about it', async () => {
    const page = new PoseClient()
    page.session.set(
      Scene({
        bgChildren: [
          Hands({ key: 'one', disableLeft: true }),
          Hands({ key: 'other', right: false }),
          MotionControllers({ key: 'controllers', left: false }),
        ],
      }),
    )
    const { take } = reading(page)
    page.hands({ right: 'tracked' }, { key: 'one', xrFrame: 0 })
    page.hands({ left: 'tracked' }, { key: 'other', xrFrame: 0 })
    page.controllers({ right: 'tracked' }, { xrFrame: 0 })
    wait(OPENING_MS)
    const [frame] = await take()
    expect(summary(frame!)).toEqual({ leftHand: 'tracked', rightHand: 'tracked', rightController: 'tracked' })
    expect([frame!.left.hand.key, frame!.right.hand.key]).toEqual(['other', 'one'])
  })

  it('of two that look, the newer frame counts, and of one frame the one that sees nothing', async () => {
    const page = new PoseClient()
    const { take } = reading(page)
    page.hands({ left: 'tracked', right: 'absent' }, { key: 'one', xrFrame: 1 })
    page.hands({ left: 'absent', right: 'tracked' }, { key: 'other', xrFrame: 1 })
    wait(OPENING_MS)
    expect((await take()).map(summary)).toEqual([{ leftHand: 'not seen', rightHand: 'not seen' }])
    wait(11)
    page.hands({ left: 'tracked', right: 'absent' }, { key: 'one', xrFrame: 2 })
    wait(4)
    expect((await take()).map(summary)).toEqual([{ leftHand: 'tracked', rightHand: 'not seen' }])
  })

  it('any number of keys is borne, and the last ones are heard', async () => {
    const page = new PoseClient()
    const { take } = reading(page)
    for (let index = 0; index < 5000; index += 1)
      page.hands({ left: 'tracked' }, { key: `hands${index}`, xrFrame: index })
    wait(4)
    const frame = (await take()).at(-1)!
    expect(frame.left.hand).toMatchObject({ tracking: 'tracked', key: 'hands4999' })
  })
})

describe('the end of things', () => {
  it('a broken connection is a frame in which nothing is there, once', async () => {
    const page = new PoseClient()
    const { take } = reading(page)
    open(page, 0)
    await take()
    wait(50 - OPENING_MS)
    page.cut()
    const frames = await take()
    expect(frames.map(summary)).toEqual([
      Object.fromEntries(Object.keys(EVERYTHING).map((name) => [name, 'disconnected'])),
    ])
    expect(frames[0]).toMatchObject({ xrFrame: undefined, receivedAt: START + 50, ageMs: undefined })
    wait(1000)
    expect(await take()).toEqual([])
  })

  it('a frame that nobody has read yet is not read after the break', async () => {
    const page = new PoseClient()
    const poses = page.session.poses()
    open(page, 0)
    page.cut()
    expect((await poses.next()).value.head.reason).toBe('disconnected')
  })

  it('nor are samples that were on their way to being a frame', async () => {
    const page = new PoseClient()
    const { take } = reading(page)
    open(page, 0)
    await take()
    page.head('tracked', { xrFrame: 1 })
    page.cut()
    wait(20)
    const frames = await take()
    expect(frames.map(({ head }) => head.reason)).toEqual(['disconnected'])
  })

  it.each([false, true])(
    'nothing from before a break is told after it (the page was loaded anew: %s)',
    async (reloaded) => {
      const page = new PoseClient()
      const { take } = reading(page)
      open(page, 50)
      await take()
      page.cut()
      await page.comeBack({ reloaded })
      page.head('tracked', { xrFrame: reloaded ? 0 : 51 })
      wait(OPENING_MS)
      const frames = await take()
      expect(frames.map(summary).at(-1)).toEqual({ head: 'tracked' })
      expect(frames.at(-1)!.xrFrame).toBe(reloaded ? 0 : 51)
      everything(page, reloaded ? 1 : 52)
      expect((await take()).map(summary)).toEqual([EVERYTHING])
    },
  )

  it('a break before anything came is no frame', async () => {
    const page = new PoseClient()
    const { take } = reading(page)
    page.cut()
    expect(await take()).toEqual([])
  })

  it('the loop ends with the session, and what was not read is gone', async () => {
    const page = new PoseClient()
    const { outcome, take } = reading(page)
    const other = page.session.poses()
    open(page, 0)
    await take()
    everything(page, 1)
    endTurn()
    page.session.close()
    expect(await outcome).toBe('ended')
    expect(await other.next()).toEqual({ value: undefined, done: true })
    expect(await page.session.poses().next()).toEqual({ value: undefined, done: true })
  })

  it('the loop ends with its signal', async () => {
    const page = new PoseClient()
    const mine = new AbortController()
    const { outcome } = reading(page, { signal: mine.signal })
    const unread = page.session.poses({ signal: mine.signal })
    everything(page, 0)
    endTurn()
    mine.abort()
    expect(await outcome).toBe('ended')
    expect(await unread.next()).toEqual({ value: undefined, done: true })
    const late = page.session.poses({ signal: mine.signal })
    everything(page, 1)
    endTurn()
    expect(await late.next()).toEqual({ value: undefined, done: true })
  })

  it('a loop that is left hears nothing more and leaves no timer behind', async () => {
    const page = new PoseClient()
    const before = vi.getTimerCount()
    const poses = page.session.poses()
    const read = poses.next()
    open(page, 0)
    await read
    everything(page, 1)
    page.head('tracked', { xrFrame: 2 })
    expect(vi.getTimerCount()).toBeGreaterThan(before)
    await poses.return()
    expect(vi.getTimerCount()).toBe(before)
    everything(page, 3)
    expect(vi.getTimerCount()).toBe(before)
    expect(await poses.next()).toEqual({ value: undefined, done: true })
  })

  it('two loops each have everything; one loop has one reader', async () => {
    const page = new PoseClient()
    const [one, other] = [reading(page), reading(page)]
    open(page, 0)
    expect((await one.take()).map(summary)).toEqual([EVERYTHING])
    expect((await other.take()).map(summary)).toEqual([EVERYTHING])
    await expect(one.poses.next()).rejects.toThrow('one loop at a time')
  })
})

describe('where the person is in the scene', () => {
  const event = (value: Record<string, unknown>): PoseEvent =>
    ({
      etype: 'HEAD_MOVE',
      key: 'head',
      xrFrame: 0,
      receivedAt: START,
      value: { matrix: Float32Array.from(poseMatrix([0, 1.6, 0], [0, 0, 0, 1])), tracking: 'tracked', ...value },
    }) as unknown as PoseEvent
  const combine = (value: Record<string, unknown>) =>
    combinePoses([{ event: event(value), order: 0 }], {
      graph: new SceneGraph(),
      now: () => START,
      maxAgeMs: undefined,
    })

  it('is told by the samples of a person who was moved', () => {
    // 2 m to the right, and turned to the left.
    const origin = Float32Array.from(poseMatrix([2, 0, 0], aroundAxis([0, 1, 0], 90)))
    const frame = combine({ origin, matrix: Float32Array.from(poseMatrix([0, 1.6, -1], [0, 0, 0, 1])) })
    expect(frame.origin.matrix).toBe(origin)
    const [x, y, z] = chain(frame.origin, frame.head.pose!).position
    expect(Math.hypot(x - 1, y - 1.6, z)).toBeLessThan(1e-6)
  })

  it('is where everything begins for one who was not', () => {
    expect(combine({}).origin.position).toEqual([0, 0, 0])
    expect(combine({ origin: null }).origin.quaternion).toEqual([0, 0, 0, 1])
  })
})
