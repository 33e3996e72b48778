import type { Role } from '../protocol/index.ts'
import { VuerError } from './errors.ts'
import type { ContentHandler } from './http/content.ts'
import type { Link, LinkOptions, LinkSource } from './http/LinkTable.ts'
import { Published } from './http/Published.ts'
import type { RouteOptions } from './http/RouteTable.ts'
import { type ResolvedOptions, resolveOptions, type VuerOptions } from './options.ts'
import { type ListeningAddress, RunningServer } from './RunningServer.ts'
import { type BoundGenerator, boundHandler } from './script/bind.ts'
import type { ClientFilter } from './script/clientFilter.ts'
import type { EventHandler } from './script/HandlerTable.ts'
import { type HandlerOptions, ScriptHandlers, type SpawnHandler } from './script/ScriptHandlers.ts'
import type { AnswerStream } from './session/AnswerStream.ts'
import type { Question } from './session/Calls.ts'
import type { ClientEvent, KnownEvent } from './session/ClientEvent.ts'
import type { CallTiming } from './session/PendingCalls.ts'
import { type SessionTask, startTask } from './session/SessionTask.ts'
import type { ScriptMessage, VuerSession } from './session/VuerSession.ts'

export interface SpawnOptions {
  /** Which clients the handler is for. Every handler that is for a client runs. */
  filter?: ClientFilter
  /** Starts the server as well. Should that fail, it is logged and the process's exit code is 1. */
  start?: boolean
}

/**
 * The server: serves the client over HTTPS, gives each client that connects a {@link VuerSession}, and runs the
 * script's handlers. `spawn` what makes the scene, `addHandler` what answers events, then `start`.
 */
export class Vuer {
  readonly #options: ResolvedOptions
  readonly #handlers: ScriptHandlers
  readonly #published = new Published()
  #starting: Promise<RunningServer> | undefined
  #running: RunningServer | undefined
  #lifetime = new AbortController()

  /** Throws INVALID_OPTION for an option that is wrong or unknown. Nothing is opened before {@link start}. */
  constructor(options: VuerOptions = {}) {
    this.#options = resolveOptions(options)
    this.#handlers = new ScriptHandlers(this.#options.logger)
  }

  /** The sessions that have not ended: those whose client is there, and those that wait for it to come back. */
  get sessions(): VuerSession[] {
    return [...(this.#running?.sessions.all ?? [])]
  }

  /** Where it listens, once it has started. */
  get address(): ListeningAddress | undefined {
    return this.#running?.address
  }

  /**
   * Runs `handler` for every client that connects. It may return at once or stay in a loop; returning does not end the
   * session, and a client that comes back after a break is still in the same one. A handler that throws is logged and
   * ends its own session only. Returns its own removal.
   */
  spawn(handler: SpawnHandler, { filter, start }: SpawnOptions = {}): () => void {
    const remove = this.#handlers.spawn(handler, filter)
    if (start) this.#startOrLog()
    return remove
  }

  /** As {@link spawn}, for a generator that yields what is to be done and receives what the client did. */
  bind(generator: BoundGenerator, options: SpawnOptions = {}): () => void {
    return this.spawn(boundHandler(generator), options)
  }

  /**
   * Calls `handler` for each event of that name, of every session. In one session it sees events one at a time and in
   * order; while it is busy, older samples make way for newer ones. Returns its own removal.
   */
  addHandler<Name extends KnownEvent>(etype: Name, handler: EventHandler<Name>, options?: HandlerOptions): () => void
  addHandler(etype: string, handler: EventHandler, options?: HandlerOptions): () => void
  addHandler(etype: string, handler: EventHandler<never> | EventHandler, options?: HandlerOptions): () => void {
    return this.#handlers.add(etype, handler as EventHandler, options)
  }

  /**
   * Serves something of the script's own at a path of its own, which is free to choose as long as it is not the server's.
   * Whoever has a token may ask, or everybody with `open`. A page runs scripts of this server only, each with a path of its
   * own, and reaches no other server. Returns its own removal.
   *
   * @throws VuerError `INVALID_ROUTE` for a path that is taken, reserved or cannot be asked for
   */
  addRoute(path: string, handler: ContentHandler, options?: RouteOptions): () => void {
    return this.#published.routes.add(path, handler, options)
  }

  /**
   * Serves bytes, a text, a file or what a function returns at `/static/<path>` and `/workspace/<path>`, before the folders of
   * `staticRoot`. Its `url` is what a node of the scene takes.
   *
   * @throws VuerError `INVALID_LINK` for a path that is linked already or cannot be asked for, and for a source that is none
   */
  link(path: string, source: LinkSource, options?: LinkOptions): Link {
    return this.#published.links.add(path, source, options)
  }

  /**
   * The address to hand on, with the token of that role: the network's if there is one, or this machine's.
   *
   * @throws VuerError `NOT_STARTED`; `TOKEN_SWITCHED_OFF` when viewers have no token
   */
  getUrl(role: Role = 'operator'): string {
    return this.#started('getUrl').urlOf(role)
  }

  /**
   * Runs something beside the sessions, until the server is closed or by `cancel()`: both abort its signal. What it
   * throws is logged with its name and ends nothing else.
   */
  spawnTask(task: (signal: AbortSignal) => unknown, name = task.name || 'task'): SessionTask {
    const onError = (error: unknown) => this.#options.logger.error(`the task "${name}" failed`, error)
    return startTask(task, name, this.#lifetime.signal, onError)
  }

  /** Sends a message of the script's own to one session. Throws NO_SUCH_SESSION. */
  send(sessionId: string, message: ScriptMessage): void {
    this.#session(sessionId).send(message)
  }

  /** Asks the client of one session something: see {@link VuerSession.rpc}. Rejects with NO_SUCH_SESSION. */
  async rpc(sessionId: string, question: Question, timing?: CallTiming): Promise<ClientEvent> {
    return this.#session(sessionId).rpc(question, timing)
  }

  /** Asks something that has many answers: see {@link VuerSession.rpcStream}. Throws NO_SUCH_SESSION. */
  rpcStream(sessionId: string, question: Question, timing?: CallTiming): AnswerStream {
    return this.#session(sessionId).rpcStream(question, timing)
  }

  /** Ends one session and tells its client so. False if there is none of that id. */
  closeWs(sessionId: string, reason?: string): boolean {
    const session = this.#running?.sessions.get(sessionId)
    session?.close(reason)
    return session !== undefined
  }

  /** Makes a new token for a role, keeps it, and sends away whoever came in with the old one. Rejects with NOT_STARTED. */
  async renewToken(role: Role): Promise<string> {
    return this.#started('renewToken').renewToken(role)
  }

  /**
   * Opens the port. Rejects, before anything listens, where certificate, key or authority are missing or wrong (the
   * message names the file), and with PORT_TAKEN or HOST_UNKNOWN where the address cannot be had.
   */
  async start(): Promise<ListeningAddress> {
    return this.#start(this.#options)
  }

  /**
   * Starts, and resolves when the server has been closed. `kill` is Vuer's word for "the port is to be had at any
   * price": here it takes the next free port, and leaves other programs alone.
   */
  async run(kill = false): Promise<void> {
    await this.#start({ ...this.#options, freePort: kill || this.#options.freePort })
    await this.#closed
  }

  /** Sends every client away, closes the port, and resolves when nothing is open any more. */
  async close(): Promise<void> {
    const starting = this.#starting
    this.#starting = undefined
    this.#running = undefined
    // What could not start has nothing to close; start() says so to whoever called it.
    const running = await starting?.catch(() => undefined)
    this.#lifetime.abort(new VuerError('SERVER_CLOSED', 'the server was closed'))
    this.#lifetime = new AbortController()
    await running?.close()
    this.#onClosed()
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }

  async #start(options: ResolvedOptions): Promise<ListeningAddress> {
    if (this.#starting) throw new VuerError('ALREADY_STARTED', 'start: this server has been started; close it first')
    this.#closed = new Promise((resolve) => {
      this.#onClosed = resolve
    })
    this.#starting = RunningServer.start(options, this.#handlers, this.#published)
    const starting = this.#starting
    try {
      const running = await starting
      if (this.#starting === starting) this.#running = running
      return running.address
    } catch (error) {
      if (this.#starting === starting) this.#starting = undefined
      throw error
    }
  }

  #closed: Promise<void> = Promise.resolve()
  #onClosed: () => void = () => {}

  #startOrLog(): void {
    this.start().catch((error: Error) => {
      this.#options.logger.error(`the server could not start: ${error.message}`, error)
      process.exitCode = 1
    })
  }

  #session(id: string): VuerSession {
    const session = this.#running?.sessions.get(id)
    if (session) return session
    throw new VuerError('NO_SUCH_SESSION', `no session has the id ${JSON.stringify(id)}: it may have ended`)
  }

  #started(what: string): RunningServer {
    if (this.#running) return this.#running
    throw new VuerError('NOT_STARTED', `${what}: start the server first`)
  }
}
