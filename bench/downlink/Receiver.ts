import { setImmediate as nextTurn } from 'node:timers/promises'
import { Peer, until } from '../support/Peer.ts'

/** Slots of the counters that server and receiver share. */
export const FRAMES = 0
export const BYTES = 1

/** Bytes on the way at a time: below the mark at which the outbox would merge updates. */
const WINDOW_BYTES = 128 * 1024
const MAX_WINDOW = 512
const DURATION_MS = 1000

/** A client in a thread of its own that counts what it gets. */
export class Receiver extends Peer {
  constructor(port: number) {
    super(new URL('./receiver-thread.ts', import.meta.url), port, 2)
  }

  /**
   * Calls `send`, which must make one frame, as often as it can for a second: as many at a time as may be on the way,
   * and the next when those have arrived. All frames must arrive: an outbox that merges would make fewer of them.
   */
  async measure(send: (step: number) => void): Promise<{ perSecond: number; bytes: number }> {
    const bytesPerFrame = await this.#one(send)
    const window = Math.min(MAX_WINDOW, Math.floor(WINDOW_BYTES / bytesPerFrame))
    const { counters } = this
    const [framesBefore, bytesBefore] = [counters[FRAMES]!, counters[BYTES]!]
    let sent = 0
    const start = performance.now()
    while (performance.now() - start < DURATION_MS) {
      while (sent - (counters[FRAMES]! - framesBefore) < window) send(++sent)
      await nextTurn()
    }
    const arrived = () => counters[FRAMES]! - framesBefore
    await until(
      () => arrived() >= sent,
      () => `${sent} updates were made and ${arrived()} frames came`,
    )
    const seconds = (performance.now() - start) / 1000
    if (arrived() !== sent) throw new Error(`${sent} updates were made and ${arrived()} frames came`)
    return { perSecond: sent / seconds, bytes: (counters[BYTES]! - bytesBefore) / sent }
  }

  /** The bytes of one frame. */
  async #one(send: (step: number) => void): Promise<number> {
    const { counters } = this
    const [frames, bytes] = [counters[FRAMES]!, counters[BYTES]!]
    send(0)
    await until(
      () => counters[FRAMES]! > frames,
      () => 'no frame came',
    )
    return counters[BYTES]! - bytes
  }

  /** What the newest frame said, decoded. */
  async newest(): Promise<unknown> {
    const answer = this.message()
    this.tell('newest')
    return answer
  }
}
