import { ArrivalClock } from '../../protocol/index.ts'

/** What would be later than that is no delay: the headset has begun to count anew. */
const LONGEST_DELAY_MS = 1000

/**
 * Tells when the poses of a frame were so. That is before the page sees them when the page was busy: then the poses are
 * as old as the frame is late, and the next frame follows at once. `predictedDisplayTime` says how late, compared with
 * the promptest frames; as a time it may be on a clock of the headset's own. Browsers without it: when the page sees them.
 */
export class FrameClock {
  #arrivals = new ArrivalClock()
  #session: XRSession | undefined

  /** Milliseconds since 1970 on this machine's clock. To be asked in every frame, early, whether it is used or not. */
  capturedAt(frame: XRFrame): number {
    const now = Date.now()
    const shownAt = frame.predictedDisplayTime
    if (shownAt === undefined) return now
    if (frame.session !== this.#session) this.#begin(frame.session)
    const seenAt = performance.now()
    const lateMs = seenAt - this.#arrivals.place(shownAt, seenAt)
    if (lateMs <= LONGEST_DELAY_MS) return now - lateMs
    this.#begin(frame.session)
    this.#arrivals.place(shownAt, seenAt)
    return now
  }

  #begin(session: XRSession): void {
    this.#arrivals = new ArrivalClock()
    this.#session = session
  }
}
