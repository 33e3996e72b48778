const INTERVAL_MS = 4000
/** From one heartbeat to the next at the start: the clock is known from several before much depends on it. */
const FIRST_PAUSES_MS = [100, 200, 300, 400] as const
/** A server that leaves a heartbeat unanswered for so long is gone, whatever the socket says. */
const SILENCE_MS = 5500

/** Asks the server regularly whether it is there, and what its time is. Whatever comes from it is a sign of life. */
export class Heartbeat {
  readonly #send: () => void
  readonly #onSilence: () => void
  readonly #now: () => number
  #timer: ReturnType<typeof setInterval> | undefined
  #soon: ReturnType<typeof setTimeout> | undefined
  #patience: ReturnType<typeof setTimeout> | undefined
  /** When the oldest heartbeat went out that nothing came after. A throttled tab sends few, so time alone says nothing. */
  #unansweredSince: number | undefined

  constructor(options: { send(): void; onSilence(): void; now(): number }) {
    this.#send = options.send
    this.#onSilence = options.onSilence
    this.#now = options.now
  }

  start(): void {
    this.stop()
    this.#timer = setInterval(() => this.#beat(), INTERVAL_MS)
    this.#beatSoon(0)
    this.#beat()
  }

  stop(): void {
    clearInterval(this.#timer)
    clearTimeout(this.#soon)
    this.heard()
  }

  /** Something came. */
  heard(): void {
    if (this.#unansweredSince === undefined) return
    this.#unansweredSince = undefined
    clearTimeout(this.#patience)
  }

  get isSilent(): boolean {
    return this.#unansweredSince !== undefined && this.#now() - this.#unansweredSince > SILENCE_MS
  }

  /** One after the other, and not all planned at once: a page that is busy at first would send them in one go. */
  #beatSoon(count: number): void {
    if (count === FIRST_PAUSES_MS.length) return
    this.#soon = setTimeout(() => {
      this.#beatSoon(count + 1)
      this.#beat()
    }, FIRST_PAUSES_MS[count])
  }

  #beat(): void {
    if (this.isSilent) {
      this.#onSilence()
      return
    }
    if (this.#unansweredSince === undefined) {
      this.#unansweredSince = this.#now()
      this.#patience = setTimeout(this.#lookAgain, SILENCE_MS + 1)
    }
    this.#send()
  }

  /** The next heartbeat would find it out too, but later. */
  readonly #lookAgain = (): void => {
    if (this.isSilent) this.#onSilence()
  }
}
