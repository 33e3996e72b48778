import type { ClientEvent } from '../session/ClientEvent.ts'
import { Inbox } from '../session/Inbox.ts'
import type { VuerSession } from '../session/VuerSession.ts'

export type EventHandler<Name extends string = string> = (event: ClientEvent<Name>, session: VuerSession) => unknown

export interface HandlerEntry {
  readonly handler: EventHandler
  readonly once: boolean
}

/** Handlers by event name, for all sessions of an app. */
export class HandlerTable {
  readonly #entries = new Map<string, Set<HandlerEntry>>()

  /** Returns its own removal. */
  add(etype: string, handler: EventHandler, once: boolean): () => void {
    const entry: HandlerEntry = { handler, once }
    const entries = this.#entries.get(etype) ?? new Set()
    this.#entries.set(etype, entries.add(entry))
    return () => this.#remove(etype, entry)
  }

  /** The handlers that an event is for. One that runs once is removed by being asked for. */
  *for(etype: string): Iterable<HandlerEntry> {
    for (const entry of [...(this.#entries.get(etype) ?? [])]) {
      if (entry.once) this.#remove(etype, entry)
      yield entry
    }
  }

  get size(): number {
    let count = 0
    for (const entries of this.#entries.values()) count += entries.size
    return count
  }

  #remove(etype: string, entry: HandlerEntry): void {
    const entries = this.#entries.get(etype)
    entries?.delete(entry)
    if (entries?.size === 0) this.#entries.delete(etype)
  }
}

/**
 * One handler in one session. It sees one event at a time and in order, also when it is asynchronous; while it is busy,
 * samples are replaced by newer ones.
 */
export class HandlerLane {
  readonly #handler: EventHandler
  readonly #session: VuerSession
  readonly #onError: (error: unknown) => void
  readonly #inbox = new Inbox()
  #busy = false

  constructor(handler: EventHandler, session: VuerSession, onError: (error: unknown) => void) {
    this.#handler = handler
    this.#session = session
    this.#onError = onError
  }

  offer(event: ClientEvent): void {
    try {
      this.#inbox.put(event)
      this.#next()
    } catch (error) {
      this.#onError(error)
    }
  }

  #next(): void {
    while (!this.#busy && !this.#session.signal.aborted) {
      const event = this.#inbox.take()
      if (!event) return
      const result = this.#handler(event, this.#session)
      if (result instanceof Promise) {
        this.#busy = true
        result.then(() => this.#done(), this.#onError)
      }
    }
  }

  #done(): void {
    this.#busy = false
    try {
      this.#next()
    } catch (error) {
      this.#onError(error)
    }
  }
}
