import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import {
  CLOSE_CODES,
  type EventName,
  type GrabRenderOptions,
  type NodeData,
  type NodePatch,
  type SceneData,
  SceneGraph,
} from '../protocol/index.ts'
import type { ClientEvent } from './ClientEvent.ts'
import { EventStream } from './EventStream.ts'
import { VuerError } from './errors.ts'
import { type Grab, grabRender } from './grabRender.ts'
import type { Logger } from './logger.ts'
import { Outbox } from './Outbox.ts'
import { type CallTiming, PendingCalls } from './PendingCalls.ts'
import { type OneOrMany, SceneOperations, type Target } from './SceneOperations.ts'

/** A background task of a session. */
export interface SessionTask {
  /** Aborts the task's signal. What it throws because of that is not an error. */
  cancel(): void
  /** Resolves when the task has ended, in whatever way. */
  readonly done: Promise<void>
}

/** What a session needs from whatever holds its socket. */
export interface SessionHost {
  readonly logger: Logger
  now(): number
  /** Closes the socket of the session. */
  disconnect(code: number, reason: string): void
}

/**
 * One client and its scene. The scene operations are checked and take effect in the order in which they are called;
 * they never wait. The session lives until its client leaves or somebody closes it, not until a handler returns.
 */
export class VuerSession {
  readonly id: string = randomUUID()
  /** The scene as this script has built it. Read it; change it through the operations. */
  readonly graph = new SceneGraph()
  readonly #abort = new AbortController()
  readonly #host: SessionHost
  readonly #outbox: Outbox
  readonly #calls = new PendingCalls()
  readonly #streams = new Map<string, Set<EventStream>>()
  readonly #operations: SceneOperations
  #client: Readonly<Record<string, unknown>> = {}

  /** Sessions are made by the server. */
  constructor(host: SessionHost) {
    this.#host = host
    this.#outbox = new Outbox(this.graph, () => host.now())
    this.#operations = new SceneOperations(
      this.graph,
      (operation, change) => this.#outbox.push(operation, change),
      (operation, keys) =>
        host.logger.warn(`session ${this.id}: ${operation}: no node has the key ${keys.map(quote).join(', ')}`),
    )
  }

  /** Aborts when the session ends. Give it to everything that waits. */
  get signal(): AbortSignal {
    return this.#abort.signal
  }

  get connected(): boolean {
    return !this.signal.aborted
  }

  /** What the client said about itself: `client`, `userAgent`, … */
  get client(): Readonly<Record<string, unknown>> {
    return this.#client
  }

  /** Replaces the whole scene. */
  set(scene: SceneData): void {
    this.#assertOpen('set').set(scene)
  }

  /** Adds new nodes at the end of the root's `children`, or under `to`. Throws if a key is taken or `to` is unknown. */
  add(nodes: OneOrMany<NodeData | string>, target: Target = {}): void {
    this.#assertOpen('add').add(nodes, target)
  }

  /** Changes the props that are written, of nodes that exist. A key that nobody has changes nothing and is logged. */
  update(nodes: OneOrMany<NodePatch>): void {
    this.#assertOpen('update').update(nodes)
  }

  /** Changes nodes that exist, wherever they are, and adds the others at the root or under `to`. */
  upsert(nodes: OneOrMany<NodeData | NodePatch>, target: Target = {}): void {
    this.#assertOpen('upsert').upsert(nodes, target)
  }

  /** Removes nodes with everything below them. */
  remove(keys: OneOrMany<string>): void {
    this.#assertOpen('remove').remove(keys)
  }

  /** Sends a message of the script's own, after every operation made before it. */
  send(message: { etype: string; data?: unknown; [field: string]: unknown }): void {
    this.#assertOpen('send')
    this.#outbox.send({ ts: this.#host.now(), ...message })
  }

  /**
   * The events of one name, as they come, until the session ends. A loop that is slower than a stream of samples gets
   * the newest one each time.
   */
  events<Name extends EventName>(etype: Name): EventStream<ClientEvent<Name>>
  events(etype: string): EventStream
  events(etype: string): EventStream {
    const streams = this.#streams.get(etype) ?? new Set()
    const stream = new EventStream(() => {
      streams.delete(stream)
      if (streams.size === 0) this.#streams.delete(etype)
    })
    if (this.signal.aborted) stream.end()
    else this.#streams.set(etype, streams.add(stream))
    return stream
  }

  /** The next event of that name from this session's client. Rejects with TILL_TIMED_OUT, SESSION_ENDED or the signal's reason. */
  till<Name extends EventName>(
    etype: Name,
    options?: { timeoutMs?: number; signal?: AbortSignal },
  ): Promise<ClientEvent<Name>>
  till(etype: string, options?: { timeoutMs?: number; signal?: AbortSignal }): Promise<ClientEvent>
  async till(
    etype: string,
    { timeoutMs, signal }: { timeoutMs?: number; signal?: AbortSignal } = {},
  ): Promise<ClientEvent> {
    signal?.throwIfAborted()
    const stream = this.events(etype)
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
      if (done) throw this.#ended('till')
      return value
    } finally {
      clean.abort()
      for (const promise of waiting) promise.catch(() => {})
      await stream.return()
    }
  }

  /**
   * A picture of what the client shows, with everything in it that was sent before: encoded bytes with width and height
   * in pixels. `key` names a camera of the scene; without it the view itself is taken.
   *
   * Rejects with CALL_TIMED_OUT after `ttlMs` (2000), CLIENT_LEFT, NO_SUCH_CAMERA, or the signal's reason.
   */
  async grabRender(options: GrabRenderOptions = {}, timing: CallTiming = {}): Promise<Grab> {
    this.#assertOpen('grabRender')
    return grabRender(options, timing, (message) => this.#outbox.send(message), this.#calls, this.#host.now())
  }

  /** Resolves when the session ends. */
  forever(): Promise<void> {
    if (this.signal.aborted) return Promise.resolve()
    return new Promise((resolve) => this.signal.addEventListener('abort', () => resolve(), { once: true }))
  }

  /** Waits, but not longer than the session lives: rejects with SESSION_ENDED then. */
  async sleep(ms: number): Promise<void> {
    try {
      await delay(ms, undefined, { signal: this.signal })
    } catch {
      throw this.#ended('sleep')
    }
  }

  /**
   * Runs something beside the handler. The task ends with the session, or by `cancel()`: both abort its signal. Errors
   * of the task are logged with its name and end nothing else.
   */
  spawnTask(task: (signal: AbortSignal) => unknown, name = task.name || 'task'): SessionTask {
    this.#assertOpen('spawnTask')
    const own = new AbortController()
    const signal = AbortSignal.any([own.signal, this.signal])
    const run = async () => {
      try {
        await task(signal)
      } catch (error) {
        if (!signal.aborted) this.#host.logger.error(`session ${this.id}: the task "${name}" failed`, error)
      }
    }
    return { done: run(), cancel: () => own.abort(new VuerError('TASK_CANCELLED', `the task "${name}" was cancelled`)) }
  }

  /** Ends the session and tells its client so; it does not come back by itself. */
  close(reason = 'the script closed this session'): void {
    this.#host.disconnect(CLOSE_CODES.NORMAL, reason)
  }

  /** @internal */
  fail(code: number, reason: string): void {
    this.#host.disconnect(code, reason)
  }

  /** @internal */
  get outbox(): Outbox {
    return this.#outbox
  }

  /** @internal The client introduced itself. */
  introduce(client: Record<string, unknown>): void {
    this.#client = Object.freeze({ ...client })
  }

  /** @internal Hands an event to whoever waits for it; true if it answered a call. */
  receive(event: ClientEvent): boolean {
    if (this.#calls.settle(event.etype, event.value)) return true
    for (const stream of [...(this.#streams.get(event.etype) ?? [])]) stream.put(event)
    return false
  }

  /** @internal The client left, or was sent away. */
  end(reason: string): void {
    if (this.signal.aborted) return
    this.#abort.abort(new VuerError('SESSION_ENDED', `the session ended: ${reason}`))
    this.#calls.rejectAll(new VuerError('CLIENT_LEFT', `the client left before it answered: ${reason}`))
    for (const streams of this.#streams.values()) for (const stream of streams) stream.end()
    this.#streams.clear()
    this.#outbox.detach()
  }

  #assertOpen(what: string): SceneOperations {
    if (this.signal.aborted) throw this.#ended(what)
    return this.#operations
  }

  #ended(what: string): VuerError {
    return new VuerError('SESSION_ENDED', `${what}: the session has ended; stop when session.signal aborts`, {
      cause: this.signal.reason,
    })
  }
}

const quote = (key: string): string => JSON.stringify(key)
