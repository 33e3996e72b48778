import { VuerError } from '../errors.ts'

export interface CallTiming {
  /** How long to wait for the answer, in milliseconds. 2000 by default. */
  ttlMs?: number | undefined
  signal?: AbortSignal | undefined
}

export const DEFAULT_TTL_MS = 2000

interface PendingCall {
  answer(value: unknown, done: boolean): void
  reject(error: unknown): void
}

/** Questions that went to a client and were not answered yet, by the name of the answer. */
export class PendingCalls {
  readonly #pending = new Map<string, PendingCall>()
  readonly #isAway: () => boolean

  /** `isAway`: whether there is no socket to the client now. */
  constructor(isAway: () => boolean) {
    this.#isAway = isAway
  }

  get size(): number {
    return this.#pending.size
  }

  /** Waits for the answer named `responseType`. Rejects with CALL_TIMED_OUT, or with the signal's reason. */
  open<Answer = unknown>(
    name: string,
    responseType: string,
    { ttlMs = DEFAULT_TTL_MS, signal }: CallTiming,
  ): Promise<Answer> {
    checkTtl(ttlMs)
    signal?.throwIfAborted()
    return new Promise((resolve, reject) => {
      const settle = (finish: () => void) => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', onAbort)
        this.#pending.delete(responseType)
        finish()
      }
      const timer = setTimeout(() => {
        settle(() => reject(timedOut(name, ttlMs, this.#isAway())))
      }, ttlMs)
      const onAbort = () => settle(() => reject(signal?.reason))
      signal?.addEventListener('abort', onAbort, { once: true })
      this.#pending.set(responseType, {
        answer: (value) => settle(() => resolve(value as Answer)),
        reject: (error) => settle(() => reject(error)),
      })
    })
  }

  /** Hears every answer named `responseType`. Returns its own end. */
  listen(responseType: string, call: PendingCall): () => void {
    this.#pending.set(responseType, call)
    return () => this.#pending.delete(responseType)
  }

  /** True if somebody waited for it. */
  settle(responseType: string, value: unknown, done = false): boolean {
    const call = this.#pending.get(responseType)
    call?.answer(value, done)
    return call !== undefined
  }

  reject(responseType: string, error: unknown): void {
    const call = this.#pending.get(responseType)
    this.#pending.delete(responseType)
    call?.reject(error)
  }

  rejectAll(error: unknown): void {
    for (const call of [...this.#pending.values()]) call.reject(error)
    this.#pending.clear()
  }
}

export const timedOut = (name: string, ttlMs: number, isAway: boolean): VuerError =>
  new VuerError(
    'CALL_TIMED_OUT',
    `${name}: the client did not answer within ${ttlMs} ms${isAway ? ', and its socket is broken' : ''}`,
  )

export function checkTtl(ttlMs: number): void {
  if (ttlMs > 0) return
  throw new VuerError('INVALID_OPTION', `ttlMs: expected a number of milliseconds above 0, got ${ttlMs}`)
}
