/**
 * A session's place at a store. It ends with {@link unsubscribe}, with the block of a `using` or `await using`, or with
 * the session; ending it again does nothing.
 */
export class Subscription implements Disposable, AsyncDisposable {
  readonly #signal: AbortSignal
  readonly #onEnd: () => void
  #active = true

  /** Subscriptions are made by the store. `onEnd` is called once; `signal` is that of the session. */
  constructor(signal: AbortSignal, onEnd: () => void) {
    this.#signal = signal
    this.#onEnd = onEnd
    signal.addEventListener('abort', this.unsubscribe, { once: true })
  }

  /** Whether the session still gets what happens in the store. */
  get active(): boolean {
    return this.#active
  }

  /** What the session shows of the store stays, and is the session's own from now on. */
  readonly unsubscribe = (): void => {
    if (!this.#active) return
    this.#active = false
    this.#signal.removeEventListener('abort', this.unsubscribe)
    this.#onEnd()
  };

  [Symbol.dispose](): void {
    this.unsubscribe()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.unsubscribe()
  }
}
