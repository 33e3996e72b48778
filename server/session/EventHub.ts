import { setTimeout as delay } from 'node:timers/promises'
import { VuerError } from '../errors.ts'
import type { ClientEvent } from './ClientEvent.ts'
import { EventStream } from './EventStream.ts'
import { type Recall, RecentEvents } from './RecentEvents.ts'

/** Stands for every name. */
const EVERY = '*'

export interface WaitOptions {
  timeoutMs?: number
  signal?: AbortSignal
}

/** Hears of an event as it arrives. It must not throw. */
export type EventTap = (event: ClientEvent) => void

/** The events of one session on their way to the loops that wait for them. */
export class EventHub {
  readonly recent: RecentEvents
  readonly #streams = new Map<string, Set<EventStream>>()
  readonly #taps = new Map<string, Set<EventTap>>()
  #ended = false

  /** `queueLen`: how many of the last events {@link recent} keeps. */
  constructor(queueLen: number) {
    this.recent = new RecentEvents(queueLen)
  }

  /** `frame` and `recall` are those of {@link RecentEvents.put}. */
  put(event: ClientEvent, frame?: Uint8Array, recall?: Recall): void {
    this.recent.put(event, frame, recall)
    const taps = this.#taps.get(event.etype)
    if (taps) for (const tap of [...taps]) tap(event)
    if (this.#streams.size === 0) return
    this.#offer(event.etype, event)
    this.#offer(EVERY, event)
  }

  #offer(name: string, event: ClientEvent): void {
    const streams = this.#streams.get(name)
    if (streams) for (const stream of [...streams]) stream.put(event)
  }

  /**
   * Calls back with every event of that name, before any loop has it, until the function that is returned is called. A
   * loop gets of samples that come in one go only the newest; this is for who must see the others too.
   */
  tap(etype: string, tap: EventTap): () => void {
    const taps = this.#taps.get(etype) ?? new Set()
    if (!this.#ended) this.#taps.set(etype, taps.add(tap))
    return () => taps.delete(tap)
  }

  /** Events of one name, or of all. */
  open(etype: string = EVERY): EventStream {
    const streams = this.#streams.get(etype) ?? new Set()
    const stream = new EventStream(() => {
      streams.delete(stream)
      if (streams.size === 0) this.#streams.delete(etype)
    })
    if (this.#ended) stream.end()
    else this.#streams.set(etype, streams.add(stream))
    return stream
  }

  /** The next event of that name; `undefined` when the session ends first. Rejects with TILL_TIMED_OUT or the signal's reason. */
  async till(etype: string, { timeoutMs, signal }: WaitOptions = {}): Promise<ClientEvent | undefined> {
    signal?.throwIfAborted()
    const stream = this.open(etype)
    const waiting: Promise<never>[] = []
    const clean = new AbortController()
    if (timeoutMs !== undefined) {
      waiting.push(
        delay(timeoutMs, undefined, { signal: clean.signal }).then(() => {
          throw new VuerError('TILL_TIMED_OUT', `no ${etype} came within ${timeoutMs} ms`)
        }),
      )
    }
    if (signal) {
      waiting.push(
        new Promise((_, reject) =>
          signal.addEventListener('abort', () => reject(signal.reason), { once: true, signal: clean.signal }),
        ),
      )
    }
    try {
      const { value, done } = await Promise.race([stream.next(), ...waiting])
      return done ? undefined : value
    } finally {
      clean.abort()
      for (const promise of waiting) promise.catch(() => {})
      await stream.return()
    }
  }

  /** Loops finish when they have read what waits. */
  end(): void {
    this.#ended = true
    for (const streams of this.#streams.values()) for (const stream of streams) stream.end()
    this.#streams.clear()
    this.#taps.clear()
  }
}
