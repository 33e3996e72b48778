import { RateLimiter } from './rate.ts'
import { isLive } from './tracking.ts'

/** One thing that is read in every XR frame and sent in some of them. */
export interface SampleSource<Value> {
  /** Reads the frame and tells what was there, one bit for each part (left is 1, right is 2); 0 is nothing at all. */
  read(frame: XRFrame, space: XRReferenceSpace): number
  /** Forgets what was read: everything is absent. */
  lose(): void
  /** A fresh copy of what was read last, so that it may wait in a queue; `undefined` when there is nothing to say. */
  value(): Value | undefined
}

/**
 * Decides when a sample goes out. At most `fps` times a second while the session is visible; and at once, whatever the
 * rate, when something is lost: a hand that leaves the cameras, a menu that opens, a session that ends. So the last
 * thing a script hears of a hand is never a pose that no longer holds.
 */
export class SampleStream<Value> {
  readonly #source: SampleSource<Value>
  readonly #emit: (value: Value, capturedAt: number) => void
  readonly #rate = new RateLimiter()
  #sentPresence = 0

  constructor(source: SampleSource<Value>, emit: (value: Value, capturedAt: number) => void) {
    this.#source = source
    this.#emit = emit
  }

  /** One XR frame. Reads the source even when nothing is sent, because what it drew and what it lost depend on it. */
  frame(frame: XRFrame, space: XRReferenceSpace, fps: number): void {
    if (!isLive(frame.session)) {
      this.stop()
      return
    }
    const capturedAt = Date.now()
    const presence = this.#source.read(frame, space)
    const lost = (this.#sentPresence & ~presence) !== 0
    // The time that the frame is for is even, the time at which its callback runs is not.
    const due = this.#rate.take(frame.predictedDisplayTime ?? performance.now(), fps)
    if (lost || due) this.#send(presence, capturedAt)
  }

  /** The session ended, was hidden, or a menu covers it. Says once that everything is absent, if it was not said yet. */
  stop(): void {
    this.#source.lose()
    this.#rate.reset()
    if (this.#sentPresence !== 0) this.#send(0, Date.now())
  }

  #send(presence: number, capturedAt: number): void {
    this.#sentPresence = presence
    const value = this.#source.value()
    if (value !== undefined) this.#emit(value, capturedAt)
  }
}
