import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { PoseFrame, TrackingState } from 'vuer-xr'
import { Hands, Head, MotionControllers, Scene } from 'vuer-xr'
import { SampleGate } from '../../connection/SampleGate.ts'
import { RateLimiter } from '../../src/xr/rate.ts'
import { SeededRandom } from '../protocol/seededRandom.ts'
import { PoseClient, stopClocks } from '../support/server/poseClient.ts'

const random = new SeededRandom()

beforeEach(stopClocks)
afterEach(() => {
  vi.useRealTimers()
})

const PARTS = ['head', 'leftHand', 'rightHand', 'leftController', 'rightController'] as const
type Part = (typeof PARTS)[number]
type Truth = Record<Part, TrackingState>
const STREAMS = {
  head: ['head'],
  hands: ['leftHand', 'rightHand'],
  controllers: ['leftController', 'rightController'],
} as const
type StreamName = keyof typeof STREAMS
const STREAM_OF: Record<Part, StreamName> = {
  head: 'head',
  leftHand: 'hands',
  rightHand: 'hands',
  leftController: 'controllers',
  rightController: 'controllers',
}

const partOf = (frame: PoseFrame, part: Part) =>
  ({
    head: frame.head,
    leftHand: frame.left.hand,
    rightHand: frame.right.hand,
    leftController: frame.left.controller,
    rightController: frame.right.controller,
  })[part]

interface Packet {
  etype: StreamName
  key: StreamName
  xrFrame: number | undefined
  truth: Truth
  capturedAt: number
}

/** What a reader has read, with what the server knew then. */
interface Reading {
  frame: PoseFrame
  at: number
  parts: Record<Part, { tracking: TrackingState; ageMs: number | undefined }>
}

/** A headset at work, over a network with moods. Time is the test's. */
class World {
  readonly page = new PoseClient()
  readonly received: (Packet & { at: number })[] = []
  readonly readings: Reading[] = []
  /** When the socket broke. */
  readonly breaks: number[] = []
  readonly fps: Record<StreamName, number>
  readonly displayHz = random.pick([30, 60, 72, 90])
  readonly #limiters = { head: new RateLimiter(), hands: new RateLimiter(), controllers: new RateLimiter() }
  #truth: Truth = Object.fromEntries(PARTS.map((part) => [part, 'tracked'])) as Truth
  #sent: Truth = Object.fromEntries(PARTS.map((part) => [part, 'absent'])) as Truth
  #wire: { packet: Packet; due: number }[] = []
  #xrFrame = -1
  #isStalled = false
  #lastDue = 0
  readonly #gate: SampleGate<Packet>
  readonly jitterMs: number

  constructor({ jitterMs }: { jitterMs: number }) {
    this.jitterMs = jitterMs
    const rates = [5, 10, 30, 50, 60, 90]
    this.fps = { head: random.pick(rates), hands: random.pick(rates), controllers: random.pick(rates) }
    this.page.session.set(
      Scene({
        bgChildren: [
          Head({ key: 'head', fps: this.fps.head }),
          Hands({ key: 'hands', fps: this.fps.hands }),
          MotionControllers({ key: 'controllers', fps: this.fps.controllers }),
        ],
      }),
    )
    // The page keeps the newest of each stream while its socket is full.
    this.#gate = new SampleGate<Packet>(
      () => this.#wire.length < 20,
      (packet) => {
        this.#lastDue = Math.max(this.#lastDue, Date.now() + random.next() * this.jitterMs)
        this.#wire.push({ packet, due: this.#lastDue })
      },
    )
  }

  /** One frame of the display. */
  frame(): void {
    this.#xrFrame += 1
    for (const part of PARTS) {
      if (random.chance(0.03)) this.#truth = { ...this.#truth, [part]: random.pick(['tracked', 'emulated', 'absent']) }
    }
    const timeMs = (this.#xrFrame * 1000) / this.displayHz
    for (const name of Object.keys(STREAMS) as StreamName[]) {
      const isLost = STREAMS[name].some((part) => this.#sent[part] !== 'absent' && this.#truth[part] === 'absent')
      const isDue = this.#limiters[name].take(timeMs, this.fps[name])
      if (isLost || isDue) this.#offer(name, this.#truth, this.#xrFrame)
    }
  }

  /** XR ends, or a menu opens: each stream says once that all is absent, outside any frame. */
  interrupt(): void {
    const gone = Object.fromEntries(PARTS.map((part) => [part, 'absent'])) as Truth
    for (const name of Object.keys(STREAMS) as StreamName[]) this.#offer(name, gone, undefined)
  }

  stall(isStalled: boolean): void {
    this.#isStalled = isStalled
  }

  /** The socket breaks, and what was on its way is lost. */
  cut(): void {
    this.page.cut()
    this.#wire = []
    this.#gate.clear()
    this.breaks.push(Date.now())
  }

  /** The page is back in its session. */
  async comeBack(): Promise<void> {
    await this.page.comeBack()
    this.#isStalled = false
  }

  /** Time goes on, in small steps, and what is due arrives. */
  async pass(ms: number): Promise<void> {
    for (let step = 0; step < ms; step += 1) {
      await vi.advanceTimersByTimeAsync(1)
      while (!this.#isStalled && this.#wire[0] && this.#wire[0].due <= Date.now())
        this.#deliver(this.#wire.shift()!.packet)
      await vi.advanceTimersByTimeAsync(0)
      this.#gate.release()
    }
  }

  /** Reads with pauses of up to so many milliseconds. */
  read(pauseMs: number): void {
    void (async () => {
      for await (const frame of this.page.session.poses()) {
        const parts = Object.fromEntries(
          PARTS.map((part) => [part, { tracking: partOf(frame, part).tracking, ageMs: partOf(frame, part).ageMs }]),
        ) as Reading['parts']
        this.readings.push({ frame, at: Date.now(), parts })
        const pause = Math.floor(random.next() * pauseMs)
        if (pause > 0) await new Promise((resolve) => setTimeout(resolve, pause))
      }
    })()
  }

  limitOf(part: Part): number {
    return Math.max(100, 2000 / this.fps[STREAM_OF[part]])
  }

  #offer(name: StreamName, truth: Truth, xrFrame: number | undefined): void {
    for (const part of STREAMS[name]) this.#sent = { ...this.#sent, [part]: truth[part] }
    this.#gate.offer({ etype: name, key: name, xrFrame, truth, capturedAt: Date.now() })
  }

  #deliver(packet: Packet): void {
    const { truth, xrFrame, capturedAt } = packet
    this.received.push({ ...packet, at: Date.now() })
    const about = { xrFrame, age: Date.now() - capturedAt }
    if (packet.etype === 'head') this.page.head(truth.head, about)
    else if (packet.etype === 'hands') this.page.hands({ left: truth.leftHand, right: truth.rightHand }, about)
    else this.page.controllers({ left: truth.leftController, right: truth.rightController }, about)
  }
}

const describeRun = (world: World, reading: Reading, part: Part) =>
  `${part} at ${reading.at}, frame ${reading.frame.xrFrame}, ${world.displayHz} Hz, ${JSON.stringify(world.fps)}, seed ${random.seed}`

/** What must hold of every frame that was read, whatever happened. */
function checkTruth(world: World): void {
  for (const reading of world.readings) {
    for (const part of PARTS) {
      const { tracking, ageMs } = reading.parts[part]
      const said = partOf(reading.frame, part)
      const about = describeRun(world, reading, part)
      expect(said.pose === null, about).toBe(tracking === 'absent')
      if (tracking === 'absent') {
        expect(said.reason, about).toBeDefined()
        continue
      }
      expect(ageMs, about).toBeLessThanOrEqual(world.limitOf(part))
      expect(ageMs, about).toBe(reading.at - said.capturedAt!)
      for (const at of world.breaks) expect(said.receivedAt! <= at && at < reading.at, about).toBe(false)
      // It is a sample that came, and says what it said.
      const stream = world.received.filter(({ etype }) => etype === STREAM_OF[part])
      const sample = stream[said.sequence!]!
      expect(sample.truth[part], about).toBe(tracking)
      expect(said.xrFrame, about).toBe(sample.xrFrame)
      // Nothing that came for the same frame or an earlier one says otherwise.
      const known = stream.filter(
        ({ at, xrFrame }) =>
          at < reading.at &&
          xrFrame !== undefined &&
          reading.frame.xrFrame !== undefined &&
          xrFrame <= reading.frame.xrFrame,
      )
      expect(said.sequence!, about).toBeGreaterThanOrEqual(stream.lastIndexOf(known.at(-1)!))
    }
  }
}

describe('whatever rates, delays, stalls, losses and readers there are', () => {
  it.each(Array.from({ length: 12 }, (_, index) => index))('no stale pose is told as live (run %i)', async () => {
    const world = new World({ jitterMs: random.pick([0, 3, 20, 80]) })
    world.read(random.pick([0, 0, 5, 60, 250]))
    for (let count = 0; count < 120; count += 1) {
      if (random.chance(0.02)) world.interrupt()
      if (random.chance(0.02)) world.stall(true)
      if (random.chance(0.1)) world.stall(false)
      if (random.chance(0.02)) {
        world.cut()
        await world.pass(random.below(80))
        await world.comeBack()
      }
      world.frame()
      await world.pass(Math.round(1000 / world.displayHz))
    }
    const isCut = random.chance(0.5)
    const cutAt = Date.now()
    if (isCut) world.cut()
    world.stall(true)
    await world.pass(1000)
    expect(world.readings.length, `seed ${random.seed}`).toBeGreaterThan(3)
    checkTruth(world)

    const last = world.readings.at(-1)!
    for (const part of PARTS) expect(last.parts[part].tracking, describeRun(world, last, part)).toBe('absent')
    if (isCut) {
      for (const reading of world.readings.filter(({ at }) => at > cutAt)) {
        for (const part of PARTS) expect(reading.parts[part].tracking, describeRun(world, reading, part)).toBe('absent')
      }
    }
    world.page.session.close()
  })

  it.each(Array.from({ length: 12 }, (_, index) => index))(
    'on a good network each frame is exact: what was captured together is read together (run %i)',
    async () => {
      const world = new World({ jitterMs: 0 })
      world.read(0)
      for (let count = 0; count < 150; count += 1) {
        world.frame()
        await world.pass(Math.round(1000 / world.displayHz))
      }
      const frames = world.readings.map(({ frame }) => frame.xrFrame!)
      const sent = [...new Set(world.received.map(({ xrFrame }) => xrFrame!))]
      expect(frames, `each frame once, seed ${random.seed}`).toEqual(sent)
      for (const reading of world.readings) {
        for (const { etype, xrFrame, truth } of world.received) {
          if (xrFrame !== reading.frame.xrFrame) continue
          for (const part of STREAMS[etype]) {
            const about = describeRun(world, reading, part)
            expect(partOf(reading.frame, part).xrFrame, about).toBe(xrFrame)
            expect(reading.parts[part].tracking, about).toBe(truth[part])
          }
        }
      }
      checkTruth(world)
      world.page.session.close()
    },
  )
})
