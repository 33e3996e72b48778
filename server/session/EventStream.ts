import type { ClientEvent } from './ClientEvent.ts'
import { Inbox } from './Inbox.ts'

/** A loop over events as they come: `for await (const event of session.events('HAND_MOVE'))`. Ends with the session. */
export class EventStream<E extends ClientEvent = ClientEvent> implements AsyncIterableIterator<E> {
  readonly #inbox = new Inbox()
  readonly #onReturn: () => void
  #reader: { resolve(result: IteratorResult<E>): void; reject(error: unknown): void } | undefined
  #ended = false
  #error: unknown

  constructor(onReturn: () => void) {
    this.#onReturn = onReturn
  }

  put(event: E): void {
    if (this.#ended) return
    if (this.#reader) {
      const { resolve } = this.#reader
      this.#reader = undefined
      resolve({ value: event, done: false })
      return
    }
    try {
      this.#inbox.put(event)
    } catch (error) {
      this.#error = error
      this.end()
    }
  }

  /** What waits can still be read; after it the loop finishes. */
  end(): void {
    this.#ended = true
    this.#reader?.resolve({ value: undefined, done: true })
    this.#reader = undefined
  }

  /** What waits, oldest first, without waiting for more. */
  takeNow(): E | undefined {
    return this.#inbox.take() as E | undefined
  }

  next(): Promise<IteratorResult<E>> {
    const event = this.#inbox.take() as E | undefined
    if (event) return Promise.resolve({ value: event, done: false })
    if (this.#error) {
      const error = this.#error
      this.#error = undefined
      return Promise.reject(error)
    }
    if (this.#ended) return Promise.resolve({ value: undefined, done: true })
    if (this.#reader) return Promise.reject(new Error('one loop at a time: call events() again for a second reader'))
    return new Promise((resolve, reject) => {
      this.#reader = { resolve, reject }
    })
  }

  return(): Promise<IteratorResult<E>> {
    this.#inbox.clear()
    this.end()
    this.#onReturn()
    return Promise.resolve({ value: undefined, done: true })
  }

  [Symbol.asyncIterator](): this {
    return this
  }
}
