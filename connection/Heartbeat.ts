const INTERVAL_MS = 3000
/** A server that leaves a heartbeat unanswered for so long is gone, whatever the socket says. */
const SILENCE_MS = 5500

/** Asks the server regularly whether it is there. Whatever comes from it is an answer. */
export class Heartbeat {
  readonly #send: () => void
  readonly #onSilence: () => void
  readonly #now: () => number
  #timer: ReturnType<typeof setInterval> | undefined
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
    this.#beat()
  }

  stop(): void {
    clearInterval(this.#timer)
    this.#unansweredSince = undefined
  }

  /** Something came. */
  heard(): void {
    this.#unansweredSince = undefined
  }

  get isSilent(): boolean {
    return this.#unansweredSince !== undefined && this.#now() - this.#unansweredSince > SILENCE_MS
  }

  #beat(): void {
    if (this.isSilent) {
      this.#onSilence()
      return
    }
    this.#unansweredSince ??= this.#now()
    this.#send()
  }
}
