interface Stream<Value> {
  timer: ReturnType<typeof setTimeout>
  waiting: { value: Value } | undefined
}

/** Sends what is offered under each key once in `intervalMs` at most: the first at once, the newest of those between, the last always. */
export class EvenSender<Value> {
  readonly #intervalMs: number
  readonly #send: (key: string, value: Value) => void
  readonly #streams = new Map<string, Stream<Value>>()

  constructor(intervalMs: number, send: (key: string, value: Value) => void) {
    this.#intervalMs = intervalMs
    this.#send = send
  }

  offer(key: string, value: Value): void {
    const stream = this.#streams.get(key)
    if (stream) stream.waiting = { value }
    else {
      this.#start(key)
      this.#send(key, value)
    }
  }

  /** What waits goes now, and the next offer at once. */
  flush(key: string): void {
    const stream = this.#streams.get(key)
    if (!stream) return
    clearTimeout(stream.timer)
    this.#streams.delete(key)
    if (stream.waiting) this.#send(key, stream.waiting.value)
  }

  #start(key: string): void {
    const timer = setTimeout(() => this.#next(key), this.#intervalMs)
    this.#streams.set(key, { timer, waiting: undefined })
  }

  #next(key: string): void {
    const waiting = this.#streams.get(key)?.waiting
    this.#streams.delete(key)
    if (!waiting) return
    this.#start(key)
    this.#send(key, waiting.value)
  }
}
