/** Display frames do not come to the millisecond. A frame that is early by no more than this is on time. */
const JITTER_MS = 2

/**
 * Picks from the display's frames those in which a sample goes out: `fps` times a second on average, never more than
 * once a frame. Due times are counted on from each other and not from the frame that met them, so 30 Hz on a 72 Hz
 * display is 30 and not 24.
 */
export class RateLimiter {
  #dueMs = Number.NEGATIVE_INFINITY
  #intervalMs = 0

  /** Whether the frame at `timeMs` (any clock that only goes forward) is one of them. Asking takes the turn. */
  take(timeMs: number, fps: number): boolean {
    const intervalMs = 1000 / fps
    if (intervalMs !== this.#intervalMs) {
      this.#intervalMs = intervalMs
      this.#dueMs = Math.min(this.#dueMs, timeMs)
    }
    const slackMs = Math.min(JITTER_MS, intervalMs / 4)
    if (timeMs < this.#dueMs - slackMs) return false
    // A late frame, a slow display or a pause must not be made up for with a burst.
    const isBehind = timeMs - this.#dueMs > intervalMs
    this.#dueMs = (isBehind ? timeMs : this.#dueMs) + intervalMs
    return true
  }

  /** The next frame is one of them, whatever went before. */
  reset(): void {
    this.#dueMs = Number.NEGATIVE_INFINITY
  }
}
