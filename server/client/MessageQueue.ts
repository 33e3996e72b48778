import type { Operation } from '../../protocol/index.ts'
import { VuerError } from '../errors.ts'

/** What a server sent: an operation (`SET`, `ADD`, …), or a message of its script. */
export interface ReceivedMessage {
  etype: string
  data: unknown
  /** Set for operations, as the scene has taken them. */
  operation?: Operation
}

/** Messages that may wait unread. The scene is up to date whether or not they are read. */
const MAX_UNREAD = 10_000

interface Reader {
  resolve(message: ReceivedMessage | undefined): void
}

/** Messages in the order in which they came. */
export class MessageQueue {
  #waiting: ReceivedMessage[] = []
  readonly #readers: Reader[] = []
  #overflowed = false
  #ended = false

  put(message: ReceivedMessage): void {
    if (this.#ended) return
    const reader = this.#readers.shift()
    if (reader) reader.resolve(message)
    else if (this.#waiting.length < MAX_UNREAD) this.#waiting.push(message)
    else {
      this.#overflowed = true
      this.#waiting = []
    }
  }

  /** What waits can still be read. */
  end(): void {
    this.#ended = true
    for (const { resolve } of this.#readers.splice(0)) resolve(undefined)
  }

  /** Rejects with READER_TOO_SLOW, RECEIVE_TIMED_OUT or CLIENT_CLOSED. */
  async take(timeoutMs?: number): Promise<ReceivedMessage> {
    const message = await this.#next(timeoutMs)
    if (message) return message
    throw new VuerError('CLIENT_CLOSED', 'recv: this client is closed, or its session has ended')
  }

  async *iterate(): AsyncGenerator<ReceivedMessage, void, void> {
    for (;;) {
      const message = await this.#next()
      if (!message) return
      yield message
    }
  }

  #next(timeoutMs?: number): Promise<ReceivedMessage | undefined> {
    if (this.#overflowed) {
      this.#overflowed = false
      const why = `more than ${MAX_UNREAD} messages waited unread and were dropped; the scene is up to date`
      return Promise.reject(new VuerError('READER_TOO_SLOW', `recv: ${why}`))
    }
    const message = this.#waiting.shift()
    if (message || this.#ended) return Promise.resolve(message)
    return new Promise((resolve, reject) => {
      const reader: Reader = {
        resolve: (next) => {
          clearTimeout(timer)
          resolve(next)
        },
      }
      this.#readers.push(reader)
      const expire = () => {
        this.#readers.splice(this.#readers.indexOf(reader), 1)
        reject(new VuerError('RECEIVE_TIMED_OUT', `recv: nothing came within ${timeoutMs} ms`))
      }
      const timer = timeoutMs === undefined ? undefined : setTimeout(expire, timeoutMs)
    })
  }
}
