import {
  type ClientEvent,
  DEFAULT_FRAME_LIMITS,
  type Dialect,
  decodeFrame,
  encodeFrame,
  readServerMessage,
  type ServerMessage,
  silentLogger,
  type VuerSession,
} from 'vuer-xr'
import { ClientConnection } from '../../../server/ClientConnection.ts'
import type { Logger } from '../../../server/logger.ts'
import type { Transport } from '../../../server/Transport.ts'

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
}

/** A client without a socket, joined to a real connection of the server. */
export class MemoryClient {
  readonly transport = new MemoryTransport()
  readonly connection: ClientConnection
  #read = 0

  constructor({ logger = silentLogger, now = Date.now, onInit = () => {}, onEvent = () => {} }: MemoryHost = {}) {
    this.connection = new ClientConnection(this.transport, {
      logger,
      now,
      limits: DEFAULT_FRAME_LIMITS,
      onInit,
      onEvent,
    })
  }

  get session(): VuerSession {
    return this.connection.session
  }

  send(message: unknown, dialect: Dialect = 'vuer-xr'): void {
    this.connection.receive(encodeFrame(message, dialect))
  }

  /** Introduces itself as our own client, or as Vuer's. */
  init(wire: number | undefined = 1): this {
    this.send({ etype: 'INIT', value: { client: 'browser', wire } })
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
