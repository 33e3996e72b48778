const HERTZ = 60

/** Calls `send` sixty times a second, and keeps when. */
export class Ticker {
  /** Milliseconds since 1970, by tick. */
  readonly sentAt: number[] = []
  readonly #send: (tick: number) => void
  readonly #start = performance.now()
  #timer: NodeJS.Timeout | undefined

  constructor(send: (tick: number) => void) {
    this.#send = send
    this.#next()
  }

  #next = (): void => {
    const tick = this.sentAt.push(performance.timeOrigin + performance.now()) - 1
    this.#send(tick)
    const due = this.#start + ((tick + 1) * 1000) / HERTZ
    this.#timer = setTimeout(this.#next, Math.max(0, due - performance.now()))
  };

  [Symbol.dispose](): void {
    clearTimeout(this.#timer)
  }
}
