import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import {
  CLOSE_CODES,
  type Dialect,
  type GrabRenderOptions,
  HAPTIC_ACTUATOR_PULSE,
  type Haptics,
  NOTICE,
  type NodeData,
  type NodePatch,
  type NoticeOptions,
  OPERATION_TYPES,
  type OperationType,
  RECENTER,
  type RecenterOptions,
  type Role,
  type RoomMesh,
  readNotice,
  readOperation,
  readRecenter,
  type SceneData,
  SceneGraph,
  writeHaptics,
} from '../../protocol/index.ts'
import { VuerError } from '../errors.ts'
import type { Logger } from '../logger.ts'
import { type OneOrMany, SceneOperations, type Target } from '../scene/SceneOperations.ts'
import { SceneSources } from '../scene/SceneSources.ts'
import type { AnswerStream } from './AnswerStream.ts'
import { applyOperation } from './applyOperation.ts'
import { Calls, type Question } from './Calls.ts'
import { type ClientEvent, type KnownEvent, ReceivedEvent, type SessionEvents } from './ClientEvent.ts'
import { EventHub, type EventTap, type WaitOptions } from './EventHub.ts'
import type { EventStream } from './EventStream.ts'
import { getWebXRMesh } from './getWebXRMesh.ts'
import { type Grab, grabRender } from './grabRender.ts'
import { type Lag, Outbox, type OutboxLimits } from './Outbox.ts'
import type { CallTiming } from './PendingCalls.ts'
import { PoseStream, type PosesOptions } from './PoseStream.ts'
import type { Recall } from './RecentEvents.ts'
import { SessionLink } from './SessionLink.ts'
import { SessionSocket } from './SessionSocket.ts'
import { type SessionTask, startTask } from './SessionTask.ts'

/** What a session needs from the server. */
export interface SessionHost {
  readonly logger: Logger
  now(): number
  /** Something happened to the session itself. */
  onSessionEvent(event: ClientEvent, session: VuerSession): void
}

export interface SessionOptions {
  /** What the client said about itself. */
  client: Record<string, unknown>
  role: Role
  /** It came in with a token, and not because none is asked for. */
  byToken: boolean
  dialect: Dialect
  /** The IP address that it came from. */
  remoteAddress: string | undefined
  /** How many of the last events the session keeps for {@link VuerSession.popleft}. */
  queueLen: number
  /** How long it waits for a client whose socket broke, in seconds. */
  resumeSeconds: number
  limits: Partial<OutboxLimits>
}

/** What the ends say to each other about the connection. */
const CONNECTION_MESSAGES: ReadonlySet<string> = new Set(['HELLO', 'HEARTBEAT', 'RESTORE', 'CANCEL'])

const isOperationType = (etype: string): etype is OperationType =>
  (OPERATION_TYPES as readonly string[]).includes(etype)

/** A message of the script's own. */
export interface ScriptMessage {
  etype: string
  data?: unknown
  [field: string]: unknown
}

/**
 * One client and its scene. The scene operations are checked and take effect in the order in which they are called;
 * they never wait. The session lives until its client leaves or somebody closes it: not until a handler returns, and
 * not only until a socket breaks. A client that comes back in time gets the scene as it is then.
 */
export class VuerSession {
  readonly id: string = randomUUID()
  /** What the client said about itself: `client`, `userAgent`, …; `query` has the parameters of a page’s address. */
  readonly client: Readonly<Record<string, unknown>>
  /** Whether its events reach this script. A viewer's do not. */
  readonly role: Role
  /** The scene as its client shows it. Read it; change it through the operations. */
  readonly graph = new SceneGraph()
  readonly #abort = new AbortController()
  readonly #host: SessionHost
  readonly #options: SessionOptions
  readonly #outbox: Outbox
  readonly #calls: Calls
  readonly #events: EventHub
  readonly #sources: SceneSources
  readonly #operations: SceneOperations
  readonly #poses = new Set<PoseStream>()
  readonly #link: SessionLink

  /** Sessions are made by the server. */
  constructor(host: SessionHost, options: SessionOptions) {
    const { client, role, dialect, queueLen, limits } = options
    const now = () => host.now()
    const warn = (message: string) => host.logger.warn(`session ${this.id}: ${message}`)
    this.#host = host
    this.#options = options
    this.client = Object.freeze({ ...client })
    this.role = role
    this.#outbox = new Outbox(this.graph, { dialect, now, limits })
    this.#calls = new Calls(
      (message) => this.#outbox.send(message),
      now,
      () => !this.connected,
    )
    this.#events = new EventHub(queueLen)
    this.#sources = new SceneSources(this.graph, this.#outbox, { now, warn })
    this.#operations = new SceneOperations(this.#sources, { now, warn })
    this.#link = new SessionLink({
      outbox: this.#outbox,
      now,
      resumeSeconds: dialect === 'vuer-xr' ? options.resumeSeconds : 0,
      report: (etype, value) => this.#report(etype, value),
      end: (reason) => this.end(reason),
    })
  }

  /** Aborts when the session ends. Give it to everything that waits. */
  get signal(): AbortSignal {
    return this.#abort.signal
  }

  /** False while the socket is broken, and after the end. */
  get connected(): boolean {
    return this.#link.transport !== undefined
  }

  /** The client's connection; `undefined` while there is none. */
  get socket(): SessionSocket | undefined {
    const { transport } = this.#link
    return transport && new SessionSocket(transport, (reason) => this.close(reason))
  }

  /** How far the client is behind this script. */
  get lag(): Lag {
    return this.#outbox.lag
  }

  /** Replaces the whole scene, except for what stores show. */
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

  /**
   * Sends a message of the script's own, after every operation made before it. A client whose socket breaks gets it
   * when it comes back. A message that is an operation (`SET`, `ADD`, …) is applied as such. Throws CLIENT_BEHIND when
   * too many bytes wait already, INVALID_MESSAGE without a name or with one that the connection itself uses.
   */
  send(message: ScriptMessage): void {
    const operations = this.#assertOpen('send')
    const { etype } = message
    if (typeof etype !== 'string' || etype === '' || CONNECTION_MESSAGES.has(etype)) {
      throw new VuerError('INVALID_MESSAGE', `send: ${JSON.stringify(etype)} is not an etype for messages of a script`)
    }
    if (isOperationType(etype)) applyOperation(operations, readOperation(etype, message.data))
    else this.#outbox.send({ ts: this.#host.now(), ...message })
  }

  /**
   * Shows the person a line of text for `forMs` (6000): on the page, and in the headset. It has its place among
   * operations and messages. Throws INVALID_EVENT for an empty text or an option that is wrong, and what {@link send}
   * throws.
   */
  notify(text: string, options: NoticeOptions = {}): void {
    this.send({ etype: NOTICE, data: readNotice({ ...options, text }) })
  }

  /**
   * Makes the controllers vibrate: each with one pulse, or with a pattern of them, which takes the place of the one that
   * is running. A side that is not written goes on as it is. Nothing happens where there is no controller that can.
   * Throws INVALID_EVENT for a strength outside 0 to 1 or a time outside 0 to 5000 ms, and what {@link send} throws.
   */
  pulse(haptics: Haptics): void {
    this.send({ etype: HAPTIC_ACTUATOR_PULSE, data: writeHaptics(haptics) })
  }

  /**
   * Brings the person in the headset to a place in the scene: `position` of their feet in the world frame, and `heading`,
   * which way the head looks, in radians about y; 0 looks along -z. The origin of the scene unless told. Only the view moves:
   * poses are told in the room as before. Everything that is held is let go. Nothing happens outside XR. Throws
   * INVALID_EVENT for what is no place, and what {@link send} throws.
   */
  recenter(place: RecenterOptions = {}): void {
    this.send({ etype: RECENTER, data: readRecenter(place) })
  }

  /**
   * The events of one name, as they come, until the session ends. A loop that is slower than a stream of samples gets
   * the newest one each time.
   */
  events<Name extends KnownEvent>(etype: Name): EventStream<ClientEvent<Name>>
  events(etype: string): EventStream
  events(etype: string): EventStream {
    return this.#events.open(etype)
  }

  /** Every event, as {@link events} gives those of one name. */
  [Symbol.asyncIterator](): EventStream {
    return this.#events.open()
  }

  /**
   * Head, hands and controllers together: the newest frame of the headset, once for each frame in which something was
   * sent, until the session ends or `signal` aborts. A loop that is slower gets the newest frame each time. What is older
   * than `maxAgeMs` is absent; when a part becomes absent that was there, because its samples stay away or the socket
   * breaks, that is a frame too. Throws INVALID_OPTION.
   */
  poses(options: PosesOptions = {}): PoseStream {
    const sources = { graph: this.graph, now: () => this.#host.now() }
    const stream = new PoseStream(sources, options, this.#poses)
    if (this.signal.aborted) stream.end()
    return stream
  }

  /** The next event of that name from this session's client. Rejects with TILL_TIMED_OUT, SESSION_ENDED or the signal's reason. */
  till<Name extends KnownEvent>(etype: Name, options?: WaitOptions): Promise<ClientEvent<Name>>
  till(etype: string, options?: WaitOptions): Promise<ClientEvent>
  async till(etype: string, options: WaitOptions = {}): Promise<ClientEvent> {
    const event = await this.#events.till(etype, options)
    if (!event) throw this.#ended('till')
    return event
  }

  /** Takes the oldest of the last `queueLen` events that nobody took; `undefined` if there is none. */
  popleft(): ClientEvent | undefined {
    return this.#events.recent.popleft()
  }

  /** Takes the newest of the last `queueLen` events that nobody took; `undefined` if there is none. */
  pop(): ClientEvent | undefined {
    return this.#events.recent.pop()
  }

  /** Forgets the last events. */
  clear(): void {
    this.#events.recent.clear()
  }

  /** Takes the last events one after the other, oldest first, until there are no more. Does not wait. */
  stream(): Generator<ClientEvent, void, void> {
    return this.#events.recent.stream()
  }

  /**
   * A picture of what the client shows, with everything in it that was sent before: encoded bytes with width and height
   * in pixels. `key` names a camera of the scene; without it the view itself is taken.
   *
   * Rejects with CALL_TIMED_OUT after `ttlMs` (2000), CLIENT_LEFT, NO_SUCH_CAMERA, or the signal's reason.
   */
  async grabRender(options: GrabRenderOptions = {}, timing: CallTiming = {}): Promise<Grab> {
    this.#assertOpen('grabRender')
    return grabRender(this.#calls, options, timing)
  }

  /**
   * The meshes that the client's headset has of the room, as WEBXR_MESH_UPDATE has them. `key` names a `WebXRMesh` of
   * the scene.
   *
   * Rejects with NO_SUCH_NODE without one, NO_SESSION while nobody is in VR or AR, FEATURE_MISSING where the headset or
   * the browser gives no meshes, CALL_TIMED_OUT after `ttlMs` (2000), CLIENT_LEFT, or the signal's reason.
   */
  async getWebXRMesh({ key }: { key?: string | undefined } = {}, timing: CallTiming = {}): Promise<RoomMesh[]> {
    this.#assertOpen('getWebXRMesh')
    return getWebXRMesh(this.#calls, key, timing)
  }

  /**
   * Asks the client something and resolves with its answer. Rejects with CALL_TIMED_OUT after `ttlMs` (2000),
   * CLIENT_LEFT, CLIENT_BEHIND, the signal's reason, or the code of the error that the client answered with.
   */
  async rpc(question: Question, timing: CallTiming = {}): Promise<ClientEvent> {
    this.#assertOpen('rpc')
    return this.#calls.ask(question, timing)
  }

  /**
   * Asks the client something that has many answers. The loop ends with the last one, after `ttlMs`, when `signal`
   * aborts, or when it is left; the client is then told to stop.
   */
  rpcStream(question: Question, timing: CallTiming = {}): AnswerStream {
    this.#assertOpen('rpcStream')
    return this.#calls.stream(question, timing)
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
    return startTask(task, name, this.signal, (error) =>
      this.#host.logger.error(`session ${this.id}: the task "${name}" failed`, error),
    )
  }

  /** Ends the session and tells its client so; it does not come back by itself. */
  close(reason = 'the script closed this session'): void {
    this.fail(CLOSE_CODES.NORMAL, reason)
  }

  /** @internal Ends the session and its socket. */
  fail(code: number, reason: string): void {
    const { transport } = this.#link
    this.end(reason)
    transport?.close(code, reason)
  }

  /** @internal Its sockets, one after the other. */
  get link(): SessionLink {
    return this.#link
  }

  /** @internal Where stores join in. */
  get sources(): SceneSources {
    return this.#sources
  }

  /** @internal The address that it came from first. */
  get remoteAddress(): string | undefined {
    return this.#options.remoteAddress
  }

  /** @internal Whether it came in with a token. */
  get byToken(): boolean {
    return this.#options.byToken
  }

  /** @internal True if the event is the answer to a call. */
  answers(event: ClientEvent, done: boolean): boolean {
    return this.#calls.settle(event, done)
  }

  /** @internal Hands an event to the loops that wait for it. `frame` is what it came in, and `recall` makes it again of that. */
  receive(event: ClientEvent, frame?: Uint8Array, recall?: Recall): void {
    this.#events.put(event, frame, recall)
    for (const poses of this.#poses) poses.put(event)
  }

  /** @internal Every event of one name as it arrives; see {@link EventHub.tap}. */
  tap<Name extends KnownEvent>(etype: Name, tap: (event: ClientEvent<Name>) => void): () => void {
    return this.#events.tap(etype, tap as EventTap)
  }

  /** @internal Nothing comes from it or goes to it any more. */
  end(reason: string): void {
    if (this.signal.aborted) return
    this.#abort.abort(new VuerError('SESSION_ENDED', `the session ended: ${reason}`))
    this.#calls.rejectAll(new VuerError('CLIENT_LEFT', `the client left before it answered: ${reason}`))
    this.#events.end()
    for (const poses of this.#poses) poses.end()
    this.#link.close()
  }

  #report<Name extends keyof SessionEvents>(etype: Name, value: SessionEvents[Name]): void {
    const at = this.#host.now()
    const times = { ts: at, capturedAt: at, receivedAt: at }
    const event = new ReceivedEvent(
      { etype, key: undefined, sequence: undefined, xrFrame: undefined, value, ...times },
      () => this.#host.now(),
    )
    this.receive(event)
    this.#host.onSessionEvent(event, this)
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
