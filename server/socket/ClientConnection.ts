import {
  CLOSE_CODES,
  type ClientMessage,
  type Dialect,
  decodeFrame,
  encodeFrame,
  type FrameLimits,
  isRecord,
  NO_ABILITIES,
  ProtocolError,
  type ResumeRequest,
  readAbilities,
  readClientMessage,
  readEventValue,
  readReceipt,
  readResumeRequest,
  WIRE_VERSION,
} from '../../protocol/index.ts'
import type { Admitted } from '../auth/admit.ts'
import type { Logger } from '../logger.ts'
import { type ClientEvent, isSessionEvent, ReceivedEvent } from '../session/ClientEvent.ts'
import type { Sessions } from '../session/Sessions.ts'
import type { VuerSession } from '../session/VuerSession.ts'
import { version } from '../version.ts'
import { FrameRate } from './FrameRate.ts'
import type { Transport } from './Transport.ts'

export interface ConnectionHost {
  readonly logger: Logger
  /** What the script calls its server. */
  readonly name: string
  readonly limits: FrameLimits
  readonly maxEventsPerSecond: number
  readonly sessions: Sessions
  now(): number
  /** A client has introduced itself, and this is its new session. */
  onInit(session: VuerSession): void
  onEvent(event: ClientEvent, session: VuerSession): void
}

/**
 * One socket of a client from its first frame to its last, over any transport. Bytes are parsed here and nowhere else:
 * what is no frame closes this socket; an event whose value is wrong is left out and logged; neither disturbs anybody else.
 */
export class ClientConnection {
  /** Who its client is, and why that is believed. */
  readonly admitted: Pick<Admitted, 'role' | 'by'>
  readonly #transport: Transport
  readonly #host: ConnectionHost
  readonly #rate: FrameRate
  readonly #now = (): number => this.#host.now()
  readonly #complainedAbout = new Set<string>()
  #session: VuerSession | undefined
  #introduced = false
  #abilities = NO_ABILITIES
  #dialect: Dialect = 'vuer'
  #confirmed = false
  #closed = false

  constructor(transport: Transport, host: ConnectionHost, admitted: Pick<Admitted, 'role' | 'by'>) {
    this.#transport = transport
    this.#host = host
    this.admitted = admitted
    this.#rate = new FrameRate(host.maxEventsPerSecond, host.now())
  }

  /** Its session, once it has introduced itself. */
  get session(): VuerSession | undefined {
    return this.#session
  }

  get isIntroduced(): boolean {
    return this.#introduced
  }

  /** Takes one frame from the wire. Never throws. */
  receive(frame: Uint8Array | string): void {
    if (this.#closed) return
    const receivedAt = this.#host.now()
    try {
      if (!this.#rate.take(receivedAt)) {
        this.#refuse(CLOSE_CODES.TOO_MANY, `more than ${this.#host.maxEventsPerSecond} frames came in a second`)
        return
      }
      if (typeof frame === 'string')
        throw new ProtocolError('INVALID_FRAME', 'a frame must be binary, this one is text')
      this.#handle(readClientMessage(decodeFrame(aligned(frame), this.#host.limits)), frame, receivedAt)
    } catch (error) {
      if (error instanceof ProtocolError) this.#refuse(CLOSE_CODES.BAD_FRAME, error.message)
      else this.#fail(error)
    }
  }

  /** Ends the socket and its session. */
  close(code: number, reason: string): void {
    if (this.#closed) return
    this.#closed = true
    if (this.#session?.link.isOn(this.#transport)) this.#session.end(reason)
    this.#transport.close(code, reason)
  }

  /** The socket is gone. `final`: the client said that it will not come back. */
  lost(reason: string, { final = false }: { final?: boolean } = {}): void {
    this.#closed = true
    this.#session?.link.lose(this.#transport, reason, { final })
  }

  #handle(message: ClientMessage, frame: Uint8Array, receivedAt: number): void {
    if (!this.#introduced) {
      if (message.etype === 'INIT') this.#introduce(message, frame, receivedAt)
      else this.#complain(message.etype, 'it came before INIT')
      return
    }
    const session = this.#session
    // A session that has ended, or went on over another socket, hears nothing more from this one.
    if (!session?.link.isOn(this.#transport)) return
    if (!this.#confirmed) {
      this.#confirmed = true
      this.#host.sessions.confirm(session)
    }
    if (message.etype === 'HEARTBEAT') {
      this.#answerHeartbeat(session, message, receivedAt)
      return
    }
    if (message.etype === 'RECEIPT' && this.#dialect === 'vuer-xr') {
      this.#acknowledge(session, message)
      return
    }
    if (message.number !== undefined && !session.link.isNew(message.number)) return
    this.#deliver(session, message, frame, receivedAt)
  }

  #deliver(session: VuerSession, message: ClientMessage, frame: Uint8Array, receivedAt: number): void {
    const { etype } = message
    if (isSessionEvent(etype)) {
      this.#complain(etype, 'this name is the server’s own')
      return
    }
    let event: ClientEvent
    try {
      event = this.#eventOf(message, receivedAt)
    } catch (error) {
      this.#complain(etype, (error as Error).message)
      return
    }
    if (session.answers(event, message.done)) return
    if (session.role === 'viewer') {
      if (etype !== 'INIT') this.#complain(etype, 'a viewer may only watch', 'debug')
      return
    }
    session.receive(event, frame, this.#recall)
    this.#host.onEvent(event, session)
  }

  /** Throws `INVALID_EVENT` for a value that is wrong. */
  #eventOf({ etype, key, ts, sequence, xrFrame, value }: ClientMessage, receivedAt: number): ClientEvent {
    // What was on its way before the client had read HELLO has no number, and the client's own time.
    const capturedAt = this.#dialect === 'vuer-xr' && sequence !== undefined ? ts : undefined
    const read = readEventValue(etype, value)
    return new ReceivedEvent({ etype, key, ts, sequence, xrFrame, value: read, capturedAt, receivedAt }, this.#now)
  }

  /** What was read once is right. */
  readonly #recall = (frame: Uint8Array, receivedAt: number): ClientEvent =>
    this.#eventOf(readClientMessage(decodeFrame(frame, this.#host.limits)), receivedAt)

  #introduce(message: ClientMessage, frame: Uint8Array, receivedAt: number): void {
    this.#introduced = true
    const client = isRecord(message.value) ? message.value : {}
    this.#dialect = client.wire === WIRE_VERSION ? 'vuer-xr' : 'vuer'
    const { resume, ...said } = client
    const request = this.#dialect === 'vuer-xr' ? readResumeRequest(resume) : undefined
    if (this.#dialect === 'vuer-xr') this.#abilities = readAbilities(said)
    if (!request) {
      this.#open(said, message, frame, receivedAt)
      return
    }
    const arrival = { ...this.#arrival(), client: said }
    this.#host.sessions
      .find(request, arrival, this.#transport)
      .then((session) => {
        if (this.#closed) return
        if (session) this.#resume(session, request)
        else this.#open(said, message, frame, receivedAt)
      })
      .catch((error) => this.#fail(error))
  }

  #open(client: Record<string, unknown>, message: ClientMessage, frame: Uint8Array, receivedAt: number): void {
    const session = this.#host.sessions.open({ ...this.#arrival(), client })
    if (!session) {
      this.#refuse(CLOSE_CODES.TOO_MANY, 'too many sessions are open from this address')
      return
    }
    this.#session = session
    session.link.attach(this.#transport, this.#abilities)
    if (this.#dialect === 'vuer-xr') this.#greet(session, undefined)
    this.#host.onInit(session)
    this.#deliver(session, message, frame, receivedAt)
  }

  #resume(session: VuerSession, request: ResumeRequest): void {
    this.#session = session
    session.link.resume(this.#transport, request, () => this.#greet(session, request.token), this.#abilities)
  }

  #arrival() {
    const { role, by } = this.admitted
    return { role, byToken: by !== 'place', dialect: this.#dialect, remoteAddress: this.#transport.remoteAddress }
  }

  #greet(session: VuerSession, usedToken: string | undefined): void {
    const { sessions, name } = this.#host
    const serverTime = this.#host.now()
    const resume = session.link.isResumable
      ? { token: sessions.tokenFor(session, usedToken), seconds: sessions.resumeSeconds }
      : undefined
    this.#sendNow({
      etype: 'HELLO',
      ts: serverTime,
      data: {
        wire: WIRE_VERSION,
        sessionId: session.id,
        version,
        serverTime,
        name,
        role: session.role,
        resume,
        resumed: usedToken !== undefined,
        received: session.link.received,
        settled: session.link.settledMessages,
      },
    })
  }

  #answerHeartbeat(session: VuerSession, { value }: ClientMessage, serverReceived: number): void {
    const receipt = readReceipt(value)
    if (receipt) session.link.acknowledge(receipt)
    const clientSent = isRecord(value) ? value.clientSent : undefined
    const serverSent = this.#host.now()
    const data = { clientSent, serverReceived, serverSent, received: session.link.received }
    this.#sendNow({ etype: 'HEARTBEAT', ts: serverSent, data })
  }

  #acknowledge(session: VuerSession, { value }: Pick<ClientMessage, 'value'>): void {
    const receipt = readReceipt(value)
    if (receipt) session.link.acknowledge(receipt)
    else this.#complain('RECEIPT', 'received and frames must be numbers from 0')
  }

  /** About the connection itself: it waits for nothing. */
  #sendNow(message: unknown): void {
    this.#transport.send(encodeFrame(message, this.#dialect), () => {})
  }

  /** What this client sends cannot be taken. */
  #refuse(code: number, reason: string): void {
    this.#host.logger.warn(`${this.#who()}: ${reason}; the socket is closed`)
    this.close(code, reason)
  }

  /** A mistake of ours costs the client that met it its socket, and nobody else anything. */
  #fail(error: unknown): void {
    this.#host.logger.error(`${this.#who()}: a frame could not be handled; the socket is closed`, error)
    this.close(CLOSE_CODES.INTERNAL_ERROR, 'the server failed at a frame; its terminal says why')
  }

  /** Once for each kind of event: a client that is wrong is wrong ninety times a second. */
  #complain(etype: string, why: string, level: 'warn' | 'debug' = 'warn'): void {
    if (this.#complainedAbout.has(etype) || this.#complainedAbout.size >= MAX_COMPLAINTS) return
    this.#complainedAbout.add(etype)
    this.#host.logger[level](`${this.#who()}: ${etype.slice(0, 80)} was left out: ${why}`)
  }

  #who(): string {
    return this.#session ? `session ${this.#session.id}` : `a client from ${this.#transport.remoteAddress ?? 'nowhere'}`
  }
}

/** Where elements of arrays may begin, counted from the start of the memory. */
const ALIGNMENT = 8
/** Frames below it hold no more than a matrix; copying those above it would cost more than it saves. */
const [SMALL_BYTES, LARGE_BYTES] = [96, 64 * 1024]

/**
 * The frame at a place in memory at which its arrays can be used where they are: one copy of it instead of one of each.
 * Frames that come in one piece begin anywhere.
 */
const aligned = (frame: Uint8Array): Uint8Array =>
  frame.byteOffset % ALIGNMENT === 0 || frame.length < SMALL_BYTES || frame.length > LARGE_BYTES
    ? frame
    : Buffer.from(new Uint8Array(frame).buffer)

/** Names are the client's: more of them than this are not remembered. */
const MAX_COMPLAINTS = 100
