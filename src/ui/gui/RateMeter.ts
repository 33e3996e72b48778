/** More than any display or stream brings in a second. */
const REMEMBERED = 256
const WINDOW_MS = 1000

/** How often something happens: its times in the last second, counted when somebody asks. */
export class RateMeter {
  readonly #times = new Float64Array(REMEMBERED).fill(Number.NEGATIVE_INFINITY)
  #next = 0

  /** It happened at this time, on any clock that only goes forward. */
  mark(timeMs: number): void {
    this.#times[this.#next] = timeMs
    this.#next = (this.#next + 1) % REMEMBERED
  }

  /** Times in the second before `timeMs`. */
  perSecond(timeMs: number): number {
    let count = 0
    for (const time of this.#times) if (time > timeMs - WINDOW_MS && time <= timeMs) count += 1
    return count
  }
}
