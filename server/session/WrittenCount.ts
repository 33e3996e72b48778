/** Knows when frames that were given to a socket have left this process. Frames leave in order. */
export class WrittenCount {
  #given = 0
  #written = 0
  #waiting: { until: number; resolve: () => void }[] = []

  give(): void {
    this.#given += 1
  }

  written(): void {
    this.#written += 1
    while (this.#waiting[0] && this.#waiting[0].until <= this.#written) this.#waiting.shift()!.resolve()
  }

  /** The socket is gone: nobody waits for it any longer. */
  giveUp(): void {
    this.#written = this.#given
    for (const { resolve } of this.#waiting) resolve()
    this.#waiting = []
  }

  /** Resolves when everything that was given so far is written or given up. */
  settled(): Promise<void> {
    if (this.#written >= this.#given) return Promise.resolve()
    return new Promise((resolve) => this.#waiting.push({ until: this.#given, resolve }))
  }
}
