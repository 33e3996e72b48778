import { setImmediate as nextTurn } from 'node:timers/promises'

/** Calls `send` so many times a second, or without a pause at 0, and keeps when. */
export class Ticker {
  /** Milliseconds since 1970, by tick. */
  readonly sentAt: number[] = []
  readonly #send: (tick: number) => void
  readonly #hertz: number
  readonly #start = performance.now()
  #timer: NodeJS.Timeout | undefined
  #isStopped = false

  constructor(hertz: number, send: (tick: number) => void) {
    this.#hertz = hertz
    this.#send = send
    if (hertz > 0) this.#next()
    else void this.#flood()
  }

  #tick(): number {
    const tick = this.sentAt.push(performance.timeOrigin + performance.now()) - 1
    this.#send(tick)
    return tick
  }

  #next = (): void => {
    const tick = this.#tick()
    const due = this.#start + ((tick + 1) * 1000) / this.#hertz
    this.#timer = setTimeout(this.#next, Math.max(0, due - performance.now()))
  }

  async #flood(): Promise<void> {
    for (; !this.#isStopped; await nextTurn()) this.#tick()
  }

  [Symbol.dispose](): void {
    this.#isStopped = true
    clearTimeout(this.#timer)
  }
}
