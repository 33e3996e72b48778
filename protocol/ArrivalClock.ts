/** For how long the quickest arrival counts, at least: clocks drift, and ways change. */
const WINDOW_MS = 3000

/**
 * Places times of another clock on ours where only arrivals tell about it: what came quickest lately is taken for having
 * come at once. So what was held up on the way is known to be older by that, and what comes in one go after a pause has
 * the distances in time that it had when it happened. That holds from the first prompt arrival on. What every message
 * takes at least stays unknown.
 */
export class ArrivalClock {
  #told = Number.NEGATIVE_INFINITY
  #since = 0
  #leastMs = Number.POSITIVE_INFINITY
  #leastBeforeMs = Number.POSITIVE_INFINITY

  /**
   * When it happened on our clock, never after `arrivedAt`. Both in milliseconds, in the order of arrival. A clock that
   * stands or goes back tells nothing: then it is `arrivedAt`.
   */
  place(told: number, arrivedAt: number): number {
    const delayMs = arrivedAt - told
    if (!(told > this.#told)) {
      this.#since = arrivedAt
      this.#leastMs = delayMs
      this.#leastBeforeMs = Number.POSITIVE_INFINITY
    } else if (arrivedAt - this.#since > WINDOW_MS) {
      this.#since = arrivedAt
      this.#leastBeforeMs = this.#leastMs
      this.#leastMs = delayMs
    } else this.#leastMs = Math.min(this.#leastMs, delayMs)
    this.#told = told
    return told + Math.min(this.#leastMs, this.#leastBeforeMs)
  }
}
