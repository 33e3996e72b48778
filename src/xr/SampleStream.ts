import { FrameClock } from './FrameClock.ts'
import { RateLimiter } from './rate.ts'
import { isLive } from './tracking.ts'
import { xrFrameNumberOf } from './xrFrameNumber.ts'

/** Where a stream sends to. `xrFrame` is the number of the frame in which the value was read; an end has none. */
export type EmitSample<Value> = (value: Value, capturedAt: number, xrFrame: number | undefined) => void

/** One thing that is read in every XR frame and sent in some of them. */
export interface SampleSource<Value> {
  /** Reads the frame and tells what of it holds: a bit for each thing that can be lost. 0 is nothing at all. */
  read(frame: XRFrame, space: XRReferenceSpace): number
  /** Forgets what was read: everything is absent. */
  lose(): void
  /**
   * What was read last; `undefined` when there is nothing to say. It is the same object with the same lists each time,
   * so that a frame leaves no garbage: who wants to keep it copies it.
   */
  value(): Value | undefined
}

/**
 * Decides when a sample goes out. At most `fps` times a second while the session is visible; and at once, whatever the
 * rate, when something is lost: a hand that leaves the cameras or is only guessed now, a menu that opens, a session that
 * ends. So the last thing a script hears of a hand is never a pose that no longer holds.
 */
export class SampleStream<Value> {
  readonly #source: SampleSource<Value>
  readonly #emit: EmitSample<Value>
  readonly #clock = new FrameClock()
  readonly #rate = new RateLimiter()
  #sentPresence = 0
  #hasSpoken = false

  constructor(source: SampleSource<Value>, emit: EmitSample<Value>) {
    this.#source = source
    this.#emit = emit
  }

  /** One XR frame. Reads the source even when nothing is sent, because what it drew and what it lost depend on it. */
  frame(frame: XRFrame, space: XRReferenceSpace, fps: number): void {
    if (!isLive(frame.session)) {
      this.stop()
      return
    }
    const capturedAt = this.#clock.capturedAt(frame)
    const presence = this.#source.read(frame, space)
    const lost = (this.#sentPresence & ~presence) !== 0
    // The time that the frame is for is even, the time at which its callback runs is not.
    const due = this.#rate.take(frame.predictedDisplayTime ?? performance.now(), fps)
    if (lost || due) this.#send(presence, capturedAt, xrFrameNumberOf(frame))
  }

  /** One XR frame in which nothing is to be sent: says once that everything is absent, and reads for what is drawn. */
  watch(frame: XRFrame, space: XRReferenceSpace): void {
    this.stop()
    if (isLive(frame.session)) this.#source.read(frame, space)
  }

  /** The session ended, was hidden, or a menu covers it. Says once that everything is absent, if it was not said yet. */
  stop(): void {
    this.#source.lose()
    this.#rate.reset()
    if (this.#sentPresence !== 0) this.#send(0, Date.now(), undefined)
  }

  /**
   * The script hears us again. Samples do not wait for that, so an end that came while nobody listened is said again; what
   * is there is said by the next frame.
   */
  again(): void {
    if (this.#hasSpoken && this.#sentPresence === 0) this.#send(0, Date.now(), undefined)
  }

  #send(presence: number, capturedAt: number, xrFrame: number | undefined): void {
    this.#sentPresence = presence
    this.#hasSpoken = true
    const value = this.#source.value()
    if (value !== undefined) this.#emit(value, capturedAt, xrFrame)
  }
}
