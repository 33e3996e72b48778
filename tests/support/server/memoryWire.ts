import type { Role } from 'vuer-xr'
import { Connection, type ConnectionOptions } from '../../../connection/Connection.ts'
import type { Socket } from '../../../connection/Socket.ts'
import { ClientConnection } from '../../../server/socket/ClientConnection.ts'
import type { Transport } from '../../../server/socket/Transport.ts'
import type { MemoryServer } from './memoryClient.ts'

/** One socket between a client and a server, made of two queues. Nothing arrives before {@link deliver}. */
class Wire implements Socket {
  binaryType = ''
  readyState = 0
  onopen: (() => void) | null = null
  onmessage: ((event: { data: unknown }) => void) | null = null
  onclose: ((event: { code: number; reason: string }) => void) | null = null
  readonly #server: ClientConnection
  #up: Uint8Array[] = []
  #down: { frame: Uint8Array; onWritten: () => void }[] = []
  /** False while the network swallows everything without a word. */
  #reaches = true

  constructor(server: MemoryServer, role: Role) {
    const inFlight = () => this.#down.reduce((sum, { frame }) => sum + frame.length, 0)
    const transport: Transport = {
      remoteAddress: '127.0.0.1',
      send: (frame, onWritten) => void this.#down.push({ frame: frame.slice(), onWritten }),
      get bufferedBytes() {
        return inFlight()
      },
      close: (code, reason) => this.#closeFromServer(code, reason),
      terminate: () => this.cut(),
      isAlive: () => Promise.resolve(this.#reaches && this.isOpen),
    }
    this.#server = new ClientConnection(transport, server.host, { role, by: 'place' })
  }

  readonly bufferedAmount = 0

  get isOpen(): boolean {
    return this.readyState === 1
  }

  accept(): void {
    if (this.readyState !== 0) return
    this.readyState = 1
    this.onopen?.()
  }

  send(data: Uint8Array): void {
    this.#up.push(data.slice())
  }

  /** The client closes. */
  close(code = 1000, reason = ''): void {
    if (this.readyState === 3) return
    this.readyState = 3
    if (this.#reaches) this.#server.lost(`closed (${code}, ${reason})`, { final: code === 1000 })
  }

  /** Up to `up` and `down` frames arrive. */
  deliver(up = Number.POSITIVE_INFINITY, down = Number.POSITIVE_INFINITY): void {
    for (let count = 0; count < up && this.#up.length > 0 && this.isOpen; count++) {
      this.#server.receive(this.#up.shift()!)
    }
    for (let count = 0; count < down && this.#down.length > 0 && this.isOpen; count++) {
      const { frame, onWritten } = this.#down.shift()!
      this.onmessage?.({ data: frame.slice().buffer })
      onWritten()
    }
  }

  get inFlight(): number {
    return this.#up.length + this.#down.length
  }

  /** Breaks, with whatever was on its way. Both ends notice. */
  cut(): void {
    if (this.readyState === 3) return
    this.readyState = 3
    this.#server.lost('cut')
    this.onclose?.({ code: 1006, reason: '' })
    for (const { onWritten } of this.#down.splice(0)) onWritten()
  }

  /** The network swallows everything from now on; the client gives up, and the server does not notice. */
  swallow(): void {
    if (this.readyState !== 1) return
    this.#reaches = false
    this.readyState = 3
    this.onclose?.({ code: 1006, reason: '' })
  }

  #closeFromServer(code: number, reason: string): void {
    if (this.readyState === 3) return
    const rest = this.#down.splice(0)
    for (const { frame, onWritten } of rest) {
      this.onmessage?.({ data: frame.slice().buffer })
      onWritten()
    }
    this.readyState = 3
    this.onclose?.({ code, reason })
    this.#server.lost(`closed (${code})`)
  }
}

/** A real client connection that reaches a server without sockets. */
export function connectInMemory(
  server: MemoryServer,
  options: Omit<ConnectionOptions, 'url' | 'openSocket' | 'introduction'>,
  { role = 'operator' }: { role?: Role } = {},
) {
  let wire: Wire | undefined
  const connection = new Connection({
    ...options,
    url: 'memory:',
    introduction: () => ({ client: 'test', wire: 1 }),
    openSocket: () => {
      wire = new Wire(server, role)
      return wire
    },
  })
  connection.open()
  return {
    connection,
    get wire(): Wire {
      return wire!
    },
  }
}
