import { randomUUID } from 'node:crypto'
import { AnswerStream } from './AnswerStream.ts'
import type { ClientEvent } from './ClientEvent.ts'
import { type CallTiming, checkTtl, PendingCalls } from './PendingCalls.ts'
import { throwIfError } from './throwIfError.ts'

/** A question to the client, as a script writes it: a name, what it is about, and which node is asked. */
export interface Question {
  etype: string
  data?: unknown
  key?: string
}

/** The questions of one session. */
export class Calls {
  readonly #pending: PendingCalls
  readonly #send: (message: Record<string, unknown>) => void
  readonly #now: () => number

  constructor(send: (message: Record<string, unknown>) => void, now: () => number, isAway: () => boolean) {
    this.#send = send
    this.#now = now
    this.#pending = new PendingCalls(isAway)
  }

  /**
   * Asks once and resolves with the one answer. Rejects with CALL_TIMED_OUT after `ttlMs` (2000), CLIENT_LEFT, the
   * signal's reason, or the error that the client answered with, under its own code.
   */
  async ask(question: Question, timing: CallTiming = {}): Promise<ClientEvent> {
    const { responseType, message } = this.#message(question)
    const answered = this.#pending.open<ClientEvent>(question.etype, responseType, timing)
    this.#sendOrGiveUp(message, responseType)
    return throwIfError(question.etype, await answered)
  }

  /**
   * Asks once and yields every answer, until the client says that it was the last, `ttlMs` have passed, or the loop is
   * left; then the client is told to stop. Throws CLIENT_LEFT, the signal's reason, or the error that the client
   * answered with; CALL_TIMED_OUT only if `ttlMs` passed without any answer.
   */
  stream(question: Question, { ttlMs, signal }: CallTiming = {}): AnswerStream {
    if (ttlMs !== undefined) checkTtl(ttlMs)
    signal?.throwIfAborted()
    const { uuid, responseType, message } = this.#message(question)
    const cancel = () => this.#send({ etype: 'CANCEL', ts: this.#now(), uuid })
    const stream = new AnswerStream(question.etype, { ttlMs, signal }, (byClient) => {
      stop()
      if (!byClient) cancel()
    })
    const stop = this.#pending.listen(responseType, {
      answer: (event, done) => stream.put(event as ClientEvent, done),
      reject: (error) => stream.fail(error, true),
    })
    this.#sendOrGiveUp(message, responseType)
    return stream
  }

  /** True if the event is the answer to a question. */
  settle(event: ClientEvent, done: boolean): boolean {
    return this.#pending.settle(event.etype, event, done)
  }

  rejectAll(error: unknown): void {
    this.#pending.rejectAll(error)
  }

  #message({ etype, data = {}, key }: Question) {
    const uuid = randomUUID()
    const responseType = `${etype}_RESPONSE@${uuid}`
    return { uuid, responseType, message: { uuid, ts: this.#now(), data, etype, key, rtype: responseType } }
  }

  /** A question that could not be sent fails as the sending did. */
  #sendOrGiveUp(message: Record<string, unknown>, responseType: string): void {
    try {
      this.#send(message)
    } catch (error) {
      this.#pending.reject(responseType, error)
    }
  }
}
