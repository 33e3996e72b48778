import { VuerError } from '../errors.ts'
import type { ClientEvent } from './ClientEvent.ts'
import type { CallTiming } from './PendingCalls.ts'
import { throwIfError } from './throwIfError.ts'

/** Answers that a reader may leave unread. */
const MAX_UNREAD = 10_000

type Reader = { resolve(result: IteratorResult<ClientEvent>): void; reject(error: unknown): void }

/** The answers to one question, as they come. None is left out; a reader that leaves the loop ends the question. */
export class AnswerStream implements AsyncIterableIterator<ClientEvent> {
  readonly #name: string
  readonly #onEnd: (byClient: boolean) => void
  readonly #clean = new AbortController()
  #waiting: ClientEvent[] = []
  #reader: Reader | undefined
  #answered = false
  #ended = false
  #error: unknown

  constructor(name: string, { ttlMs, signal }: CallTiming, onEnd: (byClient: boolean) => void) {
    this.#name = name
    this.#onEnd = onEnd
    if (ttlMs !== undefined) {
      const timer = setTimeout(() => this.#expire(ttlMs), ttlMs)
      this.#clean.signal.addEventListener('abort', () => clearTimeout(timer), { once: true })
    }
    signal?.addEventListener('abort', () => this.fail(signal.reason), { once: true, signal: this.#clean.signal })
  }

  put(event: ClientEvent, done: boolean): void {
    if (this.#ended) return
    this.#answered = true
    try {
      throwIfError(this.#name, event)
    } catch (error) {
      this.fail(error, true)
      return
    }
    if (!done || event.value !== undefined) this.#offer(event)
    if (done) this.#finish(true)
  }

  /** `byClient`: it has stopped by itself, and need not be told. */
  fail(error: unknown, byClient = false): void {
    if (this.#ended) return
    this.#error = error
    this.#finish(byClient)
  }

  next(): Promise<IteratorResult<ClientEvent>> {
    const event = this.#waiting.shift()
    if (event) return Promise.resolve({ value: event, done: false })
    if (this.#error !== undefined) {
      const error = this.#error
      this.#error = undefined
      return Promise.reject(error)
    }
    if (this.#ended) return Promise.resolve({ value: undefined, done: true })
    if (this.#reader) return Promise.reject(new Error('one loop at a time reads the answers to a question'))
    return new Promise((resolve, reject) => {
      this.#reader = { resolve, reject }
    })
  }

  return(): Promise<IteratorResult<ClientEvent>> {
    this.#waiting = []
    this.#error = undefined
    this.#finish(false)
    return Promise.resolve({ value: undefined, done: true })
  }

  [Symbol.asyncIterator](): this {
    return this
  }

  #offer(event: ClientEvent): void {
    const reader = this.#takeReader()
    if (reader) reader.resolve({ value: event, done: false })
    else if (this.#waiting.length < MAX_UNREAD) this.#waiting.push(event)
    else this.fail(new VuerError('READER_TOO_SLOW', `${this.#name}: ${MAX_UNREAD} answers wait unread`))
  }

  #expire(ttlMs: number): void {
    if (this.#answered) this.#finish(false)
    else this.fail(new VuerError('CALL_TIMED_OUT', `${this.#name}: the client did not answer within ${ttlMs} ms`))
  }

  #finish(byClient: boolean): void {
    if (this.#ended) return
    this.#ended = true
    this.#clean.abort()
    this.#onEnd(byClient)
    const reader = this.#takeReader()
    if (!reader) return
    if (this.#error === undefined) reader.resolve({ value: undefined, done: true })
    else {
      reader.reject(this.#error)
      this.#error = undefined
    }
  }

  #takeReader(): Reader | undefined {
    const reader = this.#reader
    this.#reader = undefined
    return reader
  }
}
