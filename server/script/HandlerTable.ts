import type { ClientEvent } from '../session/ClientEvent.ts'
import { Inbox } from '../session/Inbox.ts'
import type { VuerSession } from '../session/VuerSession.ts'

export type EventHandler<Name extends string = string> = (event: ClientEvent<Name>, session: VuerSession) => unknown

export interface HandlerEntry {
  readonly handler: EventHandler
  readonly once: boolean
}

const NONE: readonly HandlerEntry[] = []

/** Handlers by event name, for all sessions of an app. */
export class HandlerTable {
  /** A list is never changed: who is being called stays so while handlers come and go. */
  readonly #entries = new Map<string, readonly HandlerEntry[]>()

  /** Returns its own removal. */
  add(etype: string, handler: EventHandler, once: boolean): () => void {
    const entry: HandlerEntry = { handler, once }
    this.#entries.set(etype, [...(this.#entries.get(etype) ?? []), entry])
    return () => this.#remove(etype, entry)
  }

  /** The handlers that an event is for. Those that run once are removed by being asked for. */
  for(etype: string): readonly HandlerEntry[] {
    const entries = this.#entries.get(etype)
    if (!entries) return NONE
    for (const entry of entries) if (entry.once) this.#remove(etype, entry)
    return entries
  }

  get size(): number {
    let count = 0
    for (const entries of this.#entries.values()) count += entries.length
    return count
  }

  #remove(etype: string, entry: HandlerEntry): void {
    const left = this.#entries.get(etype)?.filter((other) => other !== entry) ?? []
    if (left.length > 0) this.#entries.set(etype, left)
    else this.#entries.delete(etype)
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
