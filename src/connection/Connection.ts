import {
  type Call,
  CLOSE_CODES,
  type Dialect,
  decodeFrame,
  encodeFrame,
  isSample,
  type Operation,
  ProtocolError,
  readServerMessage,
} from '../../protocol/index.ts'
import { backoffMs } from './backoff.ts'
import { SampleGate } from './SampleGate.ts'
import { ServerClock } from './ServerClock.ts'

/** Each state has what means something in it, and no more. */
export type ConnectionState =
  | { status: 'connecting'; attempt: number }
  | { status: 'open'; sessionId: string | null }
  /** The socket broke; another try comes by itself. */
  | { status: 'waiting'; attempt: number; retryInMs: number; reason: string }
  /** Nothing comes by itself any more: refused, or ended by the script. */
  | { status: 'ended'; refused: boolean; reason: string }

export interface OutgoingEvent {
  etype: string
  key?: string | undefined
  value: unknown
  /** Milliseconds since 1970 on this machine's clock. */
  capturedAt?: number | undefined
}

/** The part of a browser's WebSocket that is used here. */
export interface Socket {
  binaryType: string
  readonly readyState: number
  readonly bufferedAmount: number
  send(data: Uint8Array<ArrayBuffer>): void
  close(code?: number, reason?: string): void
  onopen: (() => void) | null
  onmessage: ((event: { data: unknown }) => void) | null
  onclose: ((event: { code: number; reason: string }) => void) | null
}

export interface ConnectionOptions {
  url: string
  openSocket(url: string): Socket
  /** Made anew for each socket. */
  introduction(): unknown
  /** `foreign`: the server is another program, whose operations may need adopting. */
  onOperation(operation: Operation, foreign: boolean): void
  onCall(call: Call, reply: (value: unknown) => void): void
  onState(state: ConnectionState): void
  /** A message that could not be used. Nothing else is lost by it. */
  onProblem(message: string): void
  now?(): number
}

const HEARTBEAT_MS = 2000
/** A server that leaves a heartbeat unanswered for so long is gone, whatever the socket says. */
const SILENCE_MS = 7000
const OPEN = 1
/** Samples wait while more than this is unsent. */
const MAX_UNSENT_BYTES = 64 * 1024
const RELEASE_MS = 10
/** After an error of the script, so that it is not run in a tight loop. */
const AFTER_SCRIPT_ERROR_MS = 5000

/**
 * The way to the server. It introduces itself, learns which dialect the server speaks, hands operations and calls on,
 * sends events, and comes back by itself for as long as the page is open.
 */
export class Connection {
  readonly clock = new ServerClock()
  readonly #options: ConnectionOptions
  readonly #now: () => number
  readonly #gate: SampleGate<OutgoingEvent>
  readonly #sequences = new Map<string, number>()
  #socket: Socket | undefined
  #dialect: Dialect = 'vuer'
  #attempt = 0
  #retry: ReturnType<typeof setTimeout> | undefined
  #heartbeat: ReturnType<typeof setInterval> | undefined
  #release: ReturnType<typeof setTimeout> | undefined
  /** When the oldest heartbeat went out that nothing came after. A throttled tab sends few, so time alone says nothing. */
  #unansweredSince: number | undefined
  #state: ConnectionState = { status: 'connecting', attempt: 0 }

  constructor(options: ConnectionOptions) {
    this.#options = options
    this.#now = options.now ?? Date.now
    this.#gate = new SampleGate<OutgoingEvent>(
      () => (this.#socket?.bufferedAmount ?? 0) <= MAX_UNSENT_BYTES,
      (sample) => this.#sendEvent(sample),
    )
  }

  get state(): ConnectionState {
    return this.#state
  }

  open(): void {
    if (this.#socket) return
    clearTimeout(this.#retry)
    this.#become({ status: 'connecting', attempt: this.#attempt })
    let socket: Socket
    try {
      socket = this.#options.openSocket(this.#options.url)
    } catch (error) {
      this.#become({
        status: 'ended',
        refused: true,
        reason: `This address cannot be opened: ${(error as Error).message}`,
      })
      return
    }
    this.#socket = socket
    socket.binaryType = 'arraybuffer'
    socket.onopen = () => this.#onOpen(socket)
    socket.onmessage = ({ data }) => this.#onMessage(data)
    socket.onclose = ({ code, reason }) => this.#onClose(code, reason)
  }

  /** Tries at once if a retry is due: the network came back, the page became visible, the person asked. */
  retryNow(): void {
    if (this.#socket && this.#state.status === 'open' && this.#isSilent()) this.#drop('The server stopped answering.')
    if (!this.#socket) this.open()
  }

  close(): void {
    clearTimeout(this.#retry)
    const socket = this.#socket
    this.#forget()
    socket?.close(CLOSE_CODES.NORMAL, 'the page closes')
    this.#become({ status: 'ended', refused: false, reason: 'You left this session.' })
  }

  /** Samples may make way for newer ones; events are sent while the socket is open. */
  send(event: OutgoingEvent): void {
    if (this.#socket?.readyState !== OPEN) return
    if (!isSample(event.etype)) {
      this.#sendEvent(event)
      return
    }
    this.#gate.offer(event)
    if (this.#gate.held > 0 && this.#release === undefined) this.#release = setTimeout(this.#releaseSamples, RELEASE_MS)
  }

  #releaseSamples = (): void => {
    this.#release = undefined
    if (this.#socket?.readyState !== OPEN) return
    this.#gate.release()
    if (this.#gate.held > 0) this.#release = setTimeout(this.#releaseSamples, RELEASE_MS)
  }

  #sendEvent({ etype, key, value, capturedAt }: OutgoingEvent): void {
    const time = capturedAt ?? this.#now()
    if (this.#dialect === 'vuer') {
      this.#sendFrame({ ts: time / 1000, etype, key, value })
      return
    }
    const stream = `${etype} ${key ?? ''}`
    const seq = (this.#sequences.get(stream) ?? -1) + 1
    this.#sequences.set(stream, seq)
    this.#sendFrame({ ts: this.clock.toServer(time), etype, key, value, seq })
  }

  #sendFrame(message: unknown): void {
    if (this.#socket?.readyState === OPEN) this.#socket.send(encodeFrame(message, this.#dialect))
  }

  #onOpen(socket: Socket): void {
    this.#dialect = 'vuer'
    this.#sequences.clear()
    this.#gate.clear()
    this.#unansweredSince = undefined
    socket.send(encodeFrame(this.#options.introduction(), 'vuer'))
    this.#become({ status: 'open', sessionId: null })
  }

  #onMessage(data: unknown): void {
    this.#unansweredSince = undefined
    if (!(data instanceof ArrayBuffer)) return
    try {
      this.#handle(data)
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error
      this.#options.onProblem(error.message)
    }
  }

  #handle(data: ArrayBuffer): void {
    const message = readServerMessage(decodeFrame(new Uint8Array(data)))
    switch (message.kind) {
      case 'operation':
        this.#attempt = 0
        this.#options.onOperation(message.operation, this.#dialect === 'vuer')
        break
      case 'call': {
        const { responseType: etype, key } = message.call
        this.#options.onCall(message.call, (value) => this.#sendEvent({ etype, key, value }))
        break
      }
      case 'hello':
        this.#dialect = 'vuer-xr'
        this.#attempt = 0
        this.clock.guess(message.hello.serverTime, this.#now())
        this.#startHeartbeat()
        this.#become({ status: 'open', sessionId: message.hello.sessionId })
        break
      case 'heartbeat':
        this.clock.measure(message.answer, this.#now())
        break
      case 'event':
        break
      default:
        message satisfies never
    }
  }

  #startHeartbeat(): void {
    clearInterval(this.#heartbeat)
    const beat = () => {
      if (this.#isSilent()) {
        this.#drop('The server stopped answering.')
        return
      }
      this.#unansweredSince ??= this.#now()
      this.#sendFrame({ etype: 'HEARTBEAT', value: { clientSent: this.#now() } })
    }
    this.#heartbeat = setInterval(beat, HEARTBEAT_MS)
    beat()
  }

  #isSilent(): boolean {
    return this.#unansweredSince !== undefined && this.#now() - this.#unansweredSince > SILENCE_MS
  }

  /** Gives a socket up that may take minutes to notice by itself that it is dead. */
  #drop(reason: string): void {
    const socket = this.#socket
    this.#forget()
    socket?.close(CLOSE_CODES.TIMED_OUT, reason)
    this.#waitAndRetry(reason)
  }

  #onClose(code: number, reason: string): void {
    this.#forget()
    switch (code) {
      case CLOSE_CODES.NORMAL:
        this.#become({ status: 'ended', refused: false, reason: reason || 'The script closed this session.' })
        break
      case CLOSE_CODES.UNAUTHORIZED:
      case CLOSE_CODES.FORBIDDEN_ORIGIN:
        this.#become({ status: 'ended', refused: true, reason })
        break
      case CLOSE_CODES.SCRIPT_ERROR:
        this.#waitAndRetry(reason, AFTER_SCRIPT_ERROR_MS)
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
  #forget(): void {
    clearInterval(this.#heartbeat)
    clearTimeout(this.#release)
    this.#release = undefined
    this.#gate.clear()
    if (!this.#socket) return
    this.#socket.onopen = null
    this.#socket.onmessage = null
    this.#socket.onclose = null
    this.#socket = undefined
  }

  #become(state: ConnectionState): void {
    this.#state = state
    this.#options.onState(state)
  }
}
