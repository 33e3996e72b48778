import {
  type ClientEvent,
  DEFAULT_FRAME_LIMITS,
  type Dialect,
  decodeFrame,
  encodeFrame,
  type Role,
  readServerMessage,
  type ServerMessage,
  silentLogger,
  type VuerSession,
} from 'vuer-xr'
import type { Logger } from '../../../server/logger.ts'
import type { OutboxLimits } from '../../../server/session/Outbox.ts'
import { Sessions } from '../../../server/session/Sessions.ts'
import { ClientConnection, type ConnectionHost } from '../../../server/socket/ClientConnection.ts'
import type { Transport } from '../../../server/socket/Transport.ts'

/** A transport made of two queues: nothing arrives before somebody says so. */
export class MemoryTransport implements Transport {
  readonly arrived: Uint8Array[] = []
  closed: { code: number; reason: string } | undefined
  /** While true, frames stay on this side of the wire. */
  blocked = false
  #unsent: { frame: Uint8Array; onWritten: () => void }[] = []

  get bufferedBytes(): number {
    return this.#unsent.reduce((sum, { frame }) => sum + frame.length, 0)
  }

  readonly remoteAddress = '127.0.0.1'
  /** What a ping would find out. */
  alive = true

  terminate(): void {
    this.alive = false
    this.closed ??= { code: 1006, reason: '' }
  }

  isAlive(): Promise<boolean> {
    return Promise.resolve(this.alive && !this.closed)
  }

  send(frame: Uint8Array, onWritten: () => void): void {
    if (this.blocked) this.#unsent.push({ frame, onWritten })
    else {
      this.arrived.push(frame)
      onWritten()
    }
  }

  close(code: number, reason: string): void {
    this.closed ??= { code, reason }
  }

  unblock(): void {
    this.blocked = false
    const unsent = this.#unsent
    this.#unsent = []
    for (const { frame } of unsent) this.arrived.push(frame)
    for (const { onWritten } of unsent) onWritten()
  }
}

export interface MemoryHost {
  logger?: Logger
  now?: () => number
  onInit?: (session: VuerSession) => void
  onEvent?: (event: ClientEvent, session: VuerSession) => void
  options?: Partial<ServerOptions>
}

interface ServerOptions {
  resumeSeconds: number
  queueLen: number
  maxPerAddress: number
  maxEventsPerSecond: number
  limits: Partial<OutboxLimits>
}

/** A server without sockets. Its clients are joined to real connections and sessions of it. */
export class MemoryServer {
  readonly sessions: Sessions
  readonly host: ConnectionHost

  constructor({
    logger = silentLogger,
    now = Date.now,
    onInit = () => {},
    onEvent = () => {},
    options = {},
  }: MemoryHost = {}) {
    const {
      resumeSeconds = 0,
      queueLen = 100,
      maxPerAddress = 1000,
      maxEventsPerSecond = 1_000_000,
      limits = {},
    } = options
    this.sessions = new Sessions(
      { logger, now, onSessionEvent: onEvent },
      { resumeSeconds, queueLen, maxPerAddress, limits },
    )
    this.host = {
      logger,
      now,
      name: 'test',
      limits: DEFAULT_FRAME_LIMITS,
      maxEventsPerSecond,
      sessions: this.sessions,
      onInit,
      onEvent,
    }
  }

  connect(role: Role = 'operator'): MemoryClient {
    return new MemoryClient(this, role)
  }
}

/** A client without a socket. */
export class MemoryClient {
  readonly transport = new MemoryTransport()
  readonly connection: ClientConnection
  #read = 0

  constructor(server: MemoryHost | MemoryServer = {}, role: Role = 'operator') {
    const { host } = server instanceof MemoryServer ? server : new MemoryServer(server)
    this.connection = new ClientConnection(this.transport, host, { role, by: 'place' })
  }

  /** Its session; fails before it has introduced itself. */
  get session(): VuerSession {
    if (!this.connection.session) throw new Error('this client has no session yet')
    return this.connection.session
  }

  send(message: unknown, dialect: Dialect = 'vuer-xr'): void {
    this.connection.receive(encodeFrame(message, dialect))
  }

  /** Introduces itself as our own client, or as Vuer's. */
  init(wire: number | undefined = 1, more: Record<string, unknown> = {}): this {
    this.send({ etype: 'INIT', value: { client: 'browser', wire, ...more } })
    return this
  }

  /** What arrived since the last call, decoded. */
  frames(): Record<string, unknown>[] {
    const fresh = this.transport.arrived.slice(this.#read)
    this.#read = this.transport.arrived.length
    return fresh.map((frame) => decodeFrame(frame) as Record<string, unknown>)
  }

  messages(): ServerMessage[] {
    return this.frames().map(readServerMessage)
  }
}
