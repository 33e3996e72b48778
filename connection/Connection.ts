import {
  type Call,
  CLOSE_CODES,
  decodeFrame,
  encodeFrame,
  type Hello,
  ProtocolError,
  type Receipt,
  type ResumeRequest,
  type Role,
  readServerMessage,
  type ServerMessage,
  type WireOperation,
} from '../protocol/index.ts'
import { backoffMs } from './backoff.ts'
import { Heartbeat } from './Heartbeat.ts'
import { OpenCalls } from './OpenCalls.ts'
import { ServerClock } from './ServerClock.ts'
import type { Socket } from './Socket.ts'
import { type OutgoingEvent, Uplink } from './Uplink.ts'

/** Each state has what means something in it, and no more. */
export type ConnectionState =
  /** `reason`: why this is not the first attempt. */
  | { status: 'connecting'; attempt: number; reason: string | null }
  /** `sessionId` and `role` are null where the server does not say. */
  | { status: 'open'; sessionId: string | null; role: Role | null; resumed: boolean }
  /** The socket broke; another try comes by itself. */
  | { status: 'waiting'; attempt: number; retryInMs: number; reason: string }
  /** Nothing comes by itself any more: refused, or ended by the script. */
  | { status: 'ended'; refused: boolean; reason: string }

/** One question of the server, and the way to answer it. */
export interface Asked {
  call: Call
  /** `done: false` says that more answers come. */
  reply(value: unknown, options?: { done?: boolean }): void
  /** Aborts when the server does not want an answer any longer. */
  signal: AbortSignal
}

export interface ConnectionOptions {
  url: string
  openSocket(url: string): Socket
  /** The value of INIT. Made anew for each socket. */
  introduction(): Record<string, unknown>
  /** With this token a session is resumed by somebody who has nothing of it: a page that was loaded anew. */
  resumeToken?: string | undefined
  /** `foreign`: the server is another program, whose operations may need adopting. */
  onOperation(operation: WireOperation, foreign: boolean): void
  /** The scene of a session that goes on, for who has most of it. Throws a ProtocolError to get all of it. */
  onRestore(scene: Record<string, unknown>): void
  /** A session begins: nothing of an earlier one holds any longer. */
  onSession?(hello: Hello): void
  onCall(asked: Asked): void
  /** A message of the script's own. */
  onEvent?(etype: string, data: unknown): void
  onState(state: ConnectionState): void
  /** A sample was given to the socket. */
  onSample?(sample: OutgoingEvent): void
  /** Something could not be used, or was lost. */
  onProblem(message: string): void
  now?(): number
}

/** An attempt that has not opened by then is given up: a network that swallows packets says nothing. */
const OPENING_MS = 4000
/** After an error of the script, so that it is not run in a tight loop. */
const AFTER_SCRIPT_ERROR_MS = 5000
const AFTER_TOO_MANY_MS = 10_000
/**
 * The server keeps messages until it hears that they came, and sends no more of the scene than this end can take; after
 * so many it hears at once.
 */
const MESSAGES_PER_RECEIPT = 128
const BYTES_PER_RECEIPT = 128 * 1024

/** What this end has of the session. */
interface Held {
  token: string | undefined
  /** It has only the token, from an earlier life of the page, and counts from the start. */
  isFresh: boolean
  received: number
  frames: number
}

/**
 * The way to the server. It introduces itself, learns which dialect the server speaks, hands operations and calls on,
 * sends events, and comes back by itself, to the same session if there is one, until it is closed.
 */
export class Connection {
  readonly clock = new ServerClock()
  readonly #options: ConnectionOptions
  readonly #now: () => number
  readonly #uplink: Uplink
  readonly #heartbeat: Heartbeat
  readonly #calls = new OpenCalls()
  #socket: Socket | undefined
  #isGreeted = false
  #held: Held | undefined
  #unreported = { messages: 0, bytes: 0 }
  #attempt = 0
  #retry: ReturnType<typeof setTimeout> | undefined
  #opening: ReturnType<typeof setTimeout> | undefined
  #state: ConnectionState = { status: 'connecting', attempt: 0, reason: null }

  constructor(options: ConnectionOptions) {
    this.#options = options
    this.#now = options.now ?? Date.now
    this.#uplink = new Uplink(this.clock, this.#now, (sample) => options.onSample?.(sample))
    this.#heartbeat = new Heartbeat({
      send: () => this.#sendHeartbeat(),
      onSilence: () => this.#drop('The server stopped answering.'),
      now: this.#now,
    })
    if (options.resumeToken) {
      this.#held = { token: options.resumeToken, isFresh: true, received: 0, frames: 0 }
    }
  }

  get state(): ConnectionState {
    return this.#state
  }

  /** With it somebody who has nothing else of this session can come back to it. */
  get resumeToken(): string | undefined {
    return this.#held?.token
  }

  open(): void {
    if (this.#socket) return
    clearTimeout(this.#retry)
    const reason = this.#state.status === 'waiting' ? this.#state.reason : null
    this.#become({ status: 'connecting', attempt: this.#attempt, reason })
    let socket: Socket
    try {
      socket = this.#options.openSocket(this.#options.url)
    } catch (error) {
      const reason = `This address cannot be opened: ${(error as Error).message}`
      this.#become({ status: 'ended', refused: true, reason })
      return
    }
    this.#socket = socket
    this.#opening = setTimeout(() => this.#drop('The server cannot be reached.'), OPENING_MS)
    socket.binaryType = 'arraybuffer'
    socket.onopen = () => this.#onOpen(socket)
    socket.onmessage = ({ data }) => this.#onMessage(data)
    socket.onclose = ({ code, reason }) => this.#onClose(code, reason)
  }

  /** Tries at once if a retry is due: the network came back, the page became visible, the person asked. */
  retryNow(): void {
    if (this.#socket && this.#state.status === 'open' && this.#heartbeat.isSilent) {
      this.#drop('The server stopped answering.')
    }
    if (!this.#socket) this.open()
  }

  /** Leaves the session for good. */
  close(): void {
    clearTimeout(this.#retry)
    const socket = this.#socket
    this.#forgetSocket()
    this.#forgetSession()
    socket?.close(CLOSE_CODES.NORMAL, 'the client leaves')
    this.#become({ status: 'ended', refused: false, reason: 'You left this session.' })
  }

  /** Whether more events wait than is good: who makes them may want to pause. */
  get isBehind(): boolean {
    return this.#uplink.isBehind
  }

  /** Samples may make way for newer ones. Events reach the session once, also when the socket breaks meanwhile. */
  send(event: OutgoingEvent): void {
    this.#uplink.send(event)
  }

  #sendHeartbeat(): void {
    this.#uplink.sendNow({ etype: 'HEARTBEAT', value: { clientSent: this.#now(), ...this.#receipt() } })
  }

  /** What this end has; it counts as told. */
  #receipt(): Receipt {
    const { received = 0, frames = 0 } = this.#held ?? {}
    this.#unreported = { messages: 0, bytes: 0 }
    return { received, frames }
  }

  #onOpen(socket: Socket): void {
    clearTimeout(this.#opening)
    this.#uplink.open(socket)
    const value = {
      ...this.#options.introduction(),
      confirmsBytes: BYTES_PER_RECEIPT,
      columns: true,
      resume: this.#resumeRequest(),
    }
    socket.send(encodeFrame({ etype: 'INIT', value }, 'vuer'))
    this.#become({ status: 'open', sessionId: null, role: null, resumed: false })
  }

  #resumeRequest(): ResumeRequest | undefined {
    if (!this.#held?.token) return undefined
    const { token, isFresh, received, frames } = this.#held
    return isFresh ? { token, fresh: true } : { token, fresh: false, received, frames, first: this.#uplink.first }
  }

  #onMessage(data: unknown): void {
    this.#heartbeat.heard()
    if (!(data instanceof ArrayBuffer)) return
    try {
      this.#handle(readServerMessage(decodeFrame(new Uint8Array(data))), data.byteLength)
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error
      this.#options.onProblem(error.message)
    }
  }

  #handle(message: ServerMessage, bytes: number): void {
    if (!this.#isGreeted && message.kind !== 'hello') this.#forgetSession()
    switch (message.kind) {
      case 'operation':
        this.#attempt = 0
        if (this.#held) this.#held.frames += 1
        try {
          this.#options.onOperation(message.operation, !this.#isGreeted)
        } finally {
          this.#count(0, bytes)
        }
        break
      case 'restore':
        this.#restore(message.frame, message.scene)
        this.#count(0, bytes)
        break
      case 'call': {
        if (!this.#isNew(message.number, bytes)) break
        const { call } = message
        const { uuid, responseType: etype, key } = call
        const { signal, close } = this.#calls.open(uuid)
        const reply = (value: unknown, { done = true }: { done?: boolean } = {}) => {
          if (done) close()
          // Only who may send several answers says which is the last.
          this.#uplink.send({ etype, key, value, ...(this.#isGreeted && done ? { done } : {}) })
        }
        this.#options.onCall({ call, reply, signal })
        break
      }
      case 'cancel':
        if (this.#isNew(message.number, bytes)) this.#calls.cancel(message.uuid)
        break
      case 'hello':
        this.#greet(message.hello)
        break
      case 'heartbeat':
        this.clock.measure(message.answer, this.#now())
        this.#uplink.acknowledge(message.answer.received)
        break
      case 'event':
        if (this.#isNew(message.number, bytes)) this.#options.onEvent?.(message.etype, message.data)
        break
      default:
        message satisfies never
    }
  }

  /** Counts a message that must not be lost. False for one that came before. */
  #isNew(number: number | undefined, bytes: number): boolean {
    if (number === undefined || !this.#held) return true
    if (number <= this.#held.received) return false
    this.#held.received = number
    this.#count(1, bytes)
    return true
  }

  /** Confirms what came when it is enough. */
  #count(messages: number, bytes: number): void {
    if (!this.#isGreeted) return
    this.#unreported.messages += messages
    this.#unreported.bytes += bytes
    const { messages: count, bytes: unreported } = this.#unreported
    if (count < MESSAGES_PER_RECEIPT && unreported < BYTES_PER_RECEIPT) return
    this.#uplink.sendNow({ etype: 'RECEIPT', value: this.#receipt() })
  }

  #greet(hello: Hello): void {
    this.#attempt = 0
    this.#isGreeted = true
    const token = hello.resume?.token
    const resumed = hello.resumed && this.#held !== undefined
    // It is the server from before, and what is known of its clock is better than a guess.
    if (!resumed || !this.clock.last) this.clock.guess(hello.serverTime, this.#now())
    if (resumed && this.#held && !this.#held.isFresh) {
      this.#held.token = token
      this.#uplink.resume(hello.received)
    } else {
      this.#forgetSession()
      this.#held = { token, isFresh: false, received: hello.settled, frames: 0 }
      this.#uplink.begin({ keepsEvents: token !== undefined })
      this.#options.onSession?.(hello)
    }
    this.#heartbeat.start()
    this.#become({ status: 'open', sessionId: hello.sessionId, role: hello.role, resumed })
  }

  #restore(frame: number, scene: Record<string, unknown>): void {
    if (!this.#held) return
    try {
      this.#options.onRestore(scene)
      this.#held.frames = frame
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error
      this.#held.frames = 0
      this.#drop(`The scene could not be continued: ${error.message}`)
    }
  }

  /** Gives a socket up that may take minutes to notice by itself that it is dead. */
  #drop(reason: string): void {
    const socket = this.#socket
    this.#forgetSocket()
    socket?.close(CLOSE_CODES.TIMED_OUT, 'this client tries again')
    this.#waitAndRetry(reason)
  }

  #onClose(code: number, reason: string): void {
    this.#forgetSocket()
    switch (code) {
      case CLOSE_CODES.NORMAL:
        this.#forgetSession()
        this.#become({ status: 'ended', refused: false, reason: reason || 'The script closed this session.' })
        break
      case CLOSE_CODES.UNAUTHORIZED:
      case CLOSE_CODES.FORBIDDEN_ORIGIN:
        this.#forgetSession()
        this.#become({ status: 'ended', refused: true, reason })
        break
      case CLOSE_CODES.SCRIPT_ERROR:
        this.#waitAndRetry(reason, AFTER_SCRIPT_ERROR_MS)
        break
      case CLOSE_CODES.TOO_MANY:
        this.#waitAndRetry(reason, AFTER_TOO_MANY_MS)
        break
      default:
        this.#waitAndRetry(
          reason || (this.#attempt === 0 ? 'The connection was lost.' : 'The server cannot be reached.'),
        )
    }
  }

  #waitAndRetry(reason: string, atLeastMs = 0): void {
    this.#attempt += 1
    const retryInMs = Math.max(atLeastMs, backoffMs(this.#attempt))
    this.#become({ status: 'waiting', attempt: this.#attempt, retryInMs, reason })
    this.#retry = setTimeout(() => this.open(), retryInMs)
  }

  /** What an old socket still says means nothing. */
  #forgetSocket(): void {
    clearTimeout(this.#opening)
    this.#heartbeat.stop()
    this.#uplink.close()
    this.#isGreeted = false
    if (!this.#socket) return
    this.#socket.onopen = null
    this.#socket.onmessage = null
    this.#socket.onclose = null
    this.#socket = undefined
  }

  #forgetSession(): void {
    const lost = this.#uplink.unconfirmed
    if (lost > 0) {
      this.#options.onProblem(`${lost} ${lost === 1 ? 'event' : 'events'} did not reach the session before it ended`)
    }
    this.#held = undefined
    this.#uplink.forget()
    this.#calls.cancelAll()
  }

  #become(state: ConnectionState): void {
    this.#state = state
    this.#options.onState(state)
  }
}
