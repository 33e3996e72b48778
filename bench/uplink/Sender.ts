import { performance } from 'node:perf_hooks'
import { Peer } from '../support/Peer.ts'
import { quantile } from '../support/statistics.ts'

/** Slots of the counters that sender and server share. */
export const HANDLED = 0
/** From here on: when each sample was sent, in milliseconds, by its number. */
export const SENT_AT = 1
export const MAX_TIMED = 2000

export const FLOOD_MS = 1000
export const PACED_MS = 4000
/** Samples on the way at a time in a flood. */
export const WINDOW = 64
/** Samples in one write of a flood. */
export const BATCH = 8

/** One clock for both threads, in milliseconds. */
export const clock = (): number => Number(process.hrtime.bigint()) / 1e6

interface Sent {
  readonly samples: number
  readonly ms: number
  readonly bytes: number
}

/** A headset in a thread of its own. At 0 Hz it sends as fast as the samples are handled. */
export class Sender extends Peer {
  readonly #delays: number[] = []
  /** How busy this thread was until the first sample came. */
  #before = performance.eventLoopUtilization()

  constructor(port: number, hertz: number, oneBlock: boolean) {
    const slots = SENT_AT + (hertz > 0 ? MAX_TIMED : 0)
    super(new URL('./sender-thread.ts', import.meta.url), port, slots, { hertz, oneBlock: Number(oneBlock) })
  }

  /** The handler calls this with each sample. */
  handled(sequence: number): void {
    const sentAt = this.counters[SENT_AT + sequence]
    if (sentAt) this.#delays.push(clock() - sentAt)
    if (this.counters[HANDLED] === 0) this.#before = performance.eventLoopUtilization()
    this.counters[HANDLED]! += 1
  }

  /** Resolves when all were sent and handled, none more and none less. */
  async measure() {
    const { samples, ms, bytes } = await this.message<Sent>()
    const busy = performance.eventLoopUtilization(this.#before).active / ms
    if (this.counters[HANDLED] !== samples) {
      throw new Error(`${samples} samples were sent, and the handler saw ${this.counters[HANDLED]}`)
    }
    const delays = { median: quantile(this.#delays, 0.5), p99: quantile(this.#delays, 0.99) }
    return { perSecond: (samples / ms) * 1000, busy, bytes, ...delays }
  }
}
