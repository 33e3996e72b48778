import {
  CLOSE_CODES,
  type ClientMessage,
  decodeFrame,
  type FrameLimits,
  isRecord,
  ProtocolError,
  readClientMessage,
  readEventValue,
  WIRE_VERSION,
} from '../protocol/index.ts'
import { type ClientEvent, ReceivedEvent } from './ClientEvent.ts'
import type { Logger } from './logger.ts'
import type { Transport } from './Transport.ts'
import { VuerSession } from './VuerSession.ts'
import { version } from './version.ts'

export interface ConnectionHost {
  readonly logger: Logger
  readonly limits: FrameLimits
  now(): number
  /** The client has introduced itself. */
  onInit(session: VuerSession): void
  onEvent(event: ClientEvent, session: VuerSession): void
}

/**
 * One client from its first frame to its last, over any transport. Bytes are parsed here and nowhere else: what is no
 * frame closes this socket; an event whose value is wrong is left out and logged; neither disturbs anybody else.
 */
export class ClientConnection {
  readonly session: VuerSession
  readonly #transport: Transport
  readonly #host: ConnectionHost
  #introduced = false
  #keepsOurClock = false
  #closed = false
  readonly #complainedAbout = new Set<string>()

  constructor(transport: Transport, host: ConnectionHost) {
    this.#transport = transport
    this.#host = host
    this.session = new VuerSession({
      logger: host.logger,
      now: () => host.now(),
      disconnect: (code, reason) => this.close(code, reason),
    })
    this.session.outbox.attach(transport)
  }

  get isIntroduced(): boolean {
    return this.#introduced
  }

  /** Takes one frame from the wire. Never throws. */
  receive(frame: Uint8Array | string): void {
    if (this.#closed) return
    const receivedAt = this.#host.now()
    try {
      if (typeof frame === 'string')
        throw new ProtocolError('INVALID_FRAME', 'a frame must be binary, this one is text')
      this.#handle(readClientMessage(decodeFrame(frame, this.#host.limits)), receivedAt)
    } catch (error) {
      if (error instanceof ProtocolError) {
        this.#host.logger.warn(`session ${this.session.id}: ${error.message}; the socket is closed`)
        this.close(CLOSE_CODES.BAD_FRAME, error.message)
      } else {
        // A mistake of ours costs the client that met it its socket, and nobody else anything.
        this.#host.logger.error(`session ${this.session.id}: a frame could not be handled; the socket is closed`, error)
        this.close(CLOSE_CODES.INTERNAL_ERROR, 'the server failed at a frame; its terminal says why')
      }
    }
  }

  close(code: number, reason: string): void {
    if (this.#closed) return
    this.#closed = true
    this.session.end(reason)
    this.#transport.close(code, shorten(reason))
  }

  /** The socket is gone. */
  lost(reason: string): void {
    this.#closed = true
    this.session.end(reason)
  }

  #handle(message: ClientMessage, receivedAt: number): void {
    if (message.etype === 'INIT') this.#introduce(message)
    if (message.etype === 'HEARTBEAT') {
      this.#answerHeartbeat(message, receivedAt)
      return
    }
    let value: unknown
    try {
      value = readEventValue(message.etype, message.value)
    } catch (error) {
      this.#complain(message.etype, error as Error)
      return
    }
    const { etype, key, ts, sequence } = message
    // What was on its way before the client had read HELLO has no number, and the client's own time.
    const capturedAt = this.#keepsOurClock && sequence !== undefined ? ts : undefined
    const event = new ReceivedEvent({ etype, key, ts, sequence, value, capturedAt, receivedAt }, () => this.#host.now())
    if (!this.session.receive(event)) this.#host.onEvent(event, this.session)
  }

  #introduce({ value }: ClientMessage): void {
    if (this.#introduced) return
    this.#introduced = true
    const client = isRecord(value) ? value : {}
    this.session.introduce(client)
    if (client.wire === WIRE_VERSION) {
      this.#keepsOurClock = true
      this.session.outbox.speak('vuer-xr')
      const serverTime = this.#host.now()
      const data = { wire: WIRE_VERSION, sessionId: this.session.id, version, serverTime }
      this.session.outbox.sendNow({ etype: 'HELLO', ts: serverTime, data })
    }
    this.#host.onInit(this.session)
  }

  #answerHeartbeat({ value }: ClientMessage, serverReceived: number): void {
    const clientSent = isRecord(value) ? value.clientSent : undefined
    const serverSent = this.#host.now()
    this.session.outbox.sendNow({
      etype: 'HEARTBEAT',
      ts: serverSent,
      data: { clientSent, serverReceived, serverSent },
    })
  }

  /** Once for each kind of event: a client that is wrong is wrong ninety times a second. */
  #complain(etype: string, error: Error): void {
    if (this.#complainedAbout.has(etype)) return
    this.#complainedAbout.add(etype)
    this.#host.logger.warn(`session ${this.session.id}: an event was left out: ${error.message}`)
  }
}

/** A close frame has room for 123 bytes. */
function shorten(reason: string): string {
  const bytes = Buffer.from(reason)
  return bytes.length <= 123
    ? reason
    : `${bytes
        .subarray(0, 120)
        .toString()
        .replace(/\uFFFD+$/, '')}…`
}
