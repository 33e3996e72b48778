import { VuerError } from './errors.ts'

interface PendingCall {
  resolve(value: unknown): void
  reject(error: unknown): void
}

export interface CallTiming {
  /** How long to wait for the answer, in milliseconds. */
  ttlMs?: number
  signal?: AbortSignal
}

const DEFAULT_TTL_MS = 2000

/** Questions that went to a client and were not answered yet, by the name of the answer. */
export class PendingCalls {
  readonly #pending = new Map<string, PendingCall>()

  get size(): number {
    return this.#pending.size
  }

  /** Waits for the answer named `responseType`. Rejects with CALL_TIMED_OUT, or with the signal's reason. */
  open(name: string, responseType: string, { ttlMs = DEFAULT_TTL_MS, signal }: CallTiming): Promise<unknown> {
    if (!(ttlMs > 0))
      throw new VuerError('INVALID_OPTION', `ttlMs: expected a number of milliseconds above 0, got ${ttlMs}`)
    signal?.throwIfAborted()
    return new Promise((resolve, reject) => {
      const settle = (finish: () => void) => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', onAbort)
        this.#pending.delete(responseType)
        finish()
      }
      const timer = setTimeout(() => {
        const error = new VuerError('CALL_TIMED_OUT', `${name}: the client did not answer within ${ttlMs} ms`)
        settle(() => reject(error))
      }, ttlMs)
      const onAbort = () => settle(() => reject(signal?.reason))
      signal?.addEventListener('abort', onAbort, { once: true })
      this.#pending.set(responseType, {
        resolve: (value) => settle(() => resolve(value)),
        reject: (error) => settle(() => reject(error)),
      })
    })
  }

  /** True if somebody waited for it. */
  settle(responseType: string, value: unknown): boolean {
    const call = this.#pending.get(responseType)
    call?.resolve(value)
    return call !== undefined
  }

  rejectAll(error: unknown): void {
    for (const call of [...this.#pending.values()]) call.reject(error)
  }
}
