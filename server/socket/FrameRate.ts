/** Whether frames come faster than a limit allows: a token bucket that holds one second's worth. */
export class FrameRate {
  readonly #perSecond: number
  #left: number
  #at: number

  constructor(perSecond: number, now: number) {
    this.#perSecond = perSecond
    this.#left = perSecond
    this.#at = now
  }

  /** Counts one frame at `now` (milliseconds). False when it is one too many. */
  take(now: number): boolean {
    const elapsed = Math.max(0, now - this.#at)
    this.#at = now
    this.#left = Math.min(this.#perSecond, this.#left + (elapsed / 1000) * this.#perSecond)
    if (this.#left < 1) return false
    this.#left -= 1
    return true
  }
}
