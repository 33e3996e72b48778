import type { Logger } from '../logger.ts'
import type { ClientEvent } from '../session/ClientEvent.ts'
import type { VuerSession } from '../session/VuerSession.ts'
import { type ClientFilter, matchesFilter } from './clientFilter.ts'
import { type EventHandler, type HandlerEntry, HandlerLane, HandlerTable } from './HandlerTable.ts'
import { endWithError } from './scriptError.ts'

export type SpawnHandler = (session: VuerSession) => unknown

interface Spawned {
  readonly handler: SpawnHandler
  readonly filter: ClientFilter | undefined
}

export interface HandlerOptions {
  /** Removes the handler when it is called for the first time. */
  once?: boolean
  /** Removes the handler after so many milliseconds. */
  ttlMs?: number
  /** Removes the handler when it aborts. */
  signal?: AbortSignal
}

/** What a script has its server do: for each client, and for each event. */
export class ScriptHandlers {
  readonly #logger: Logger
  readonly #spawned: Spawned[] = []
  readonly #table = new HandlerTable()
  readonly #lanes = new WeakMap<VuerSession, Map<HandlerEntry, HandlerLane>>()

  constructor(logger: Logger) {
    this.#logger = logger
  }

  /** Returns its own removal. */
  spawn(handler: SpawnHandler, filter?: ClientFilter): () => void {
    const entry = { handler, filter }
    this.#spawned.push(entry)
    return () => {
      const at = this.#spawned.indexOf(entry)
      if (at >= 0) this.#spawned.splice(at, 1)
    }
  }

  /** Returns its own removal. */
  add(etype: string, handler: EventHandler, { once = false, ttlMs, signal }: HandlerOptions = {}): () => void {
    const removeEntry = this.#table.add(etype, handler, once)
    const timer = ttlMs === undefined ? undefined : setTimeout(() => remove(), ttlMs)
    const remove = () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', remove)
      removeEntry()
    }
    signal?.addEventListener('abort', remove, { once: true })
    if (signal?.aborted) remove()
    return remove
  }

  readonly onInit = (session: VuerSession): void => {
    const fitting = this.#spawned.filter(({ filter }) => !filter || matchesFilter(session.client, filter))
    if (fitting.length === 0) {
      const why = this.#spawned.length === 0 ? 'no handler was given to spawn()' : 'no handler of spawn() is for it'
      this.#logger.warn(`session ${session.id}: a client connected, but ${why}: it gets no scene`)
    }
    for (const { handler } of fitting) void this.#run(handler, session)
  }

  readonly onEvent = (event: ClientEvent, session: VuerSession): void => {
    for (const entry of this.#table.for(event.etype)) this.#laneOf(entry, session, event.etype).offer(event)
  }

  async #run(handler: SpawnHandler, session: VuerSession): Promise<void> {
    try {
      await handler(session)
    } catch (error) {
      endWithError(session, `the handler "${handler.name || 'spawn'}"`, error, this.#logger)
    }
  }

  #laneOf(entry: HandlerEntry, session: VuerSession, etype: string): HandlerLane {
    let lanes = this.#lanes.get(session)
    if (!lanes) {
      lanes = new Map()
      this.#lanes.set(session, lanes)
    }
    let lane = lanes.get(entry)
    if (!lane) {
      const fail = (error: unknown) => endWithError(session, `the handler of ${etype}`, error, this.#logger)
      lane = new HandlerLane(entry.handler, session, fail)
      if (!entry.once) lanes.set(entry, lane)
    }
    return lane
  }
}
