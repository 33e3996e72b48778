import { vi } from 'vitest'
import { HAND_LENGTH, type TrackingState } from 'vuer-xr'
import { MemoryClient, MemoryServer } from './memoryClient.ts'

export const START = 1.8e12

/** Both clocks stand still until the test moves them. */
export function stopClocks(): void {
  vi.useFakeTimers({ now: START, toFake: ['Date', 'setTimeout', 'clearTimeout', 'setImmediate', 'clearImmediate'] })
}

/** To the end of this turn of the event loop. */
export const endTurn = () => vi.advanceTimersByTime(0)
export const wait = (ms: number) => vi.advanceTimersByTime(ms)

type Sides = { left?: TrackingState; right?: TrackingState }
interface About {
  key?: string
  xrFrame?: number | undefined
  /** Milliseconds ago. */
  age?: number
}

/** A headset's page without a socket, which sends what it is told to. */
export class PoseClient {
  readonly server = new MemoryServer({ now: Date.now, options: { resumeSeconds: 30 } })
  client: MemoryClient
  #token: string | undefined
  readonly #sequences = new Map<string, number>()

  /** `wire` is 1 for our own page; Vuer's names none. */
  constructor({ wire = 1 }: { wire?: number } = {}) {
    this.client = new MemoryClient(this.server).init(wire)
    this.#readToken()
  }

  cut(): void {
    this.client.connection.lost('cut')
  }

  /** The same session on another socket. A page that was loaded anew counts its samples anew. */
  async comeBack({ reloaded = false } = {}): Promise<void> {
    const resume = reloaded
      ? { token: this.#token, fresh: true }
      : { token: this.#token, received: 0, frames: 0, first: 1 }
    this.client = new MemoryClient(this.server).init(1, { resume })
    await vi.advanceTimersByTimeAsync(0)
    this.#readToken()
    if (reloaded) this.#sequences.clear()
  }

  #readToken(): void {
    const hello = this.client.frames().find(({ etype }) => etype === 'HELLO')
    this.#token = (hello?.data as { resume?: { token: string } } | undefined)?.resume?.token
  }

  get session() {
    return this.client.session
  }

  head(tracking: TrackingState, about: About = {}): void {
    const matrix = tracking === 'absent' ? null : matrixAt(about.xrFrame)
    this.#send('HEAD_MOVE', { key: 'head', ...about }, { matrix, tracking })
  }

  hands(tracking: Sides, about: About = {}): void {
    const { left = 'absent', right = 'absent' } = tracking
    const joints = (state: TrackingState) => (state === 'absent' ? null : jointsAt(about.xrFrame))
    const value = { left: joints(left), right: joints(right), tracking: { left, right } }
    this.#send('HAND_MOVE', { key: 'hands', ...about }, value)
  }

  controllers(tracking: Sides, about: About = {}): void {
    const { left = 'absent', right = 'absent' } = tracking
    const ray = (state: TrackingState) => (state === 'absent' ? null : matrixAt(about.xrFrame))
    const value = { left: ray(left), right: ray(right), tracking: { left, right } }
    this.#send('CONTROLLER_MOVE', { key: 'controllers', ...about }, value)
  }

  #send(etype: string, { key, xrFrame, age = 0 }: About, value: unknown): void {
    const stream = `${etype} ${key}`
    const seq = this.#sequences.get(stream) ?? 0
    this.#sequences.set(stream, seq + 1)
    this.client.send({ etype, key, ts: Date.now() - age, seq, xrFrame, value })
  }
}

/** The height says which frame it is of. */
const matrixAt = (height = 0) => Float32Array.of(1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, height, 0, 1)

function jointsAt(height = 0): Float32Array {
  const joints = new Float32Array(HAND_LENGTH)
  for (let at = 0; at < HAND_LENGTH; at += 16) joints.set(matrixAt(height), at)
  return joints
}
