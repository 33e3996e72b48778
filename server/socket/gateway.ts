import { once } from 'node:events'
import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { CLOSE_CODES, type Role } from '../../protocol/index.ts'
import type { Admission, Admitted } from '../auth/admit.ts'
import { ClientConnection, type ConnectionHost } from './ClientConnection.ts'
import { peerAddress } from './peerAddress.ts'
import { SilenceWatch } from './SilenceWatch.ts'
import type { Transport } from './Transport.ts'

export interface GatewayOptions {
  server: Server
  host: ConnectionHost
  /** Largest frame from a client, in bytes. */
  maxPayload: number
  admit(request: IncomingMessage): Admission
  /** After so long a silence a socket is asked whether it is still there, and after another one it is cut. */
  pingMs: number
  /** How long a client may take to introduce itself. */
  introductionMs: number
  /** Sockets that one address may have open before they have introduced themselves. */
  maxStrangersPerAddress: number
}

/** WebSockets of an HTTP server, each as a {@link ClientConnection}. */
export class Gateway {
  readonly connections = new Set<ClientConnection>()
  readonly #options: GatewayOptions
  readonly #sockets: WebSocketServer
  readonly #silence: SilenceWatch
  readonly #strangers = new Map<string, number>()

  constructor(options: GatewayOptions) {
    this.#options = options
    this.#silence = new SilenceWatch(options.pingMs)
    this.#sockets = new WebSocketServer({ noServer: true, maxPayload: options.maxPayload, perMessageDeflate: false })
    options.server.on('upgrade', this.#onUpgrade)
  }

  close(): void {
    this.#options.server.off('upgrade', this.#onUpgrade)
    for (const connection of [...this.connections]) connection.close(CLOSE_CODES.GOING_AWAY, 'the server stops')
    this.#sockets.close()
  }

  /** Sends away who came in with a token of that role and has not introduced himself yet. */
  dismiss(role: Role, reason: string): void {
    for (const connection of [...this.connections]) {
      const { admitted, session } = connection
      if (!session && admitted.role === role && admitted.by !== 'place') {
        connection.close(CLOSE_CODES.UNAUTHORIZED, reason)
      }
    }
  }

  /** Cuts what did not finish closing. */
  terminate(): void {
    for (const socket of this.#sockets.clients) socket.terminate()
  }

  #onUpgrade = (request: IncomingMessage, stream: Duplex, head: Buffer): void => {
    this.#sockets.handleUpgrade(request, stream, head, (socket) => {
      // A browser hides the reason of a refused handshake from its page; it shows that of a close.
      const admission = this.#options.admit(request)
      const address = peerAddress(request)
      socket.on('error', (error) => this.#options.host.logger.debug(`a socket failed: ${error.message}`))
      if (!admission.ok) this.#refuse(socket, address, admission.closeCode, admission.reason)
      else if (!this.#mayEnter(address)) {
        this.#refuse(
          socket,
          address,
          CLOSE_CODES.TOO_MANY,
          'Too many sockets from this address wait to say who they are.',
        )
      } else this.#accept(socket, address, admission)
    })
  }

  #refuse(socket: WebSocket, address: string | undefined, code: number, reason: string): void {
    this.#options.host.logger.warn(`a client from ${address} was refused: ${reason}`)
    socket.close(code, reason)
    // One that does not answer the close is not waited for.
    const cut = setTimeout(() => socket.terminate(), CLOSING_MS)
    socket.on('close', () => clearTimeout(cut))
  }

  #mayEnter(address = ''): boolean {
    return (this.#strangers.get(address) ?? 0) < this.#options.maxStrangersPerAddress
  }

  #countStranger(address = '', by: 1 | -1): void {
    const count = (this.#strangers.get(address) ?? 0) + by
    if (count > 0) this.#strangers.set(address, count)
    else this.#strangers.delete(address)
  }

  #accept(socket: WebSocket, address: string | undefined, admitted: Admitted): void {
    const { host, introductionMs } = this.#options
    const connection = new ClientConnection(transportOf(socket, address), host, admitted)
    this.connections.add(connection)

    const watched = this.#silence.watch(socket)
    this.#countStranger(address, 1)
    let isStranger = true
    const noStranger = () => {
      if (isStranger) this.#countStranger(address, -1)
      isStranger = false
    }
    const introduction = setTimeout(() => {
      if (!connection.isIntroduced) connection.close(CLOSE_CODES.TIMED_OUT, 'no INIT came: is this a Vuer client?')
    }, introductionMs)

    socket.on('pong', watched.heard)
    socket.on('message', (data, isBinary) => {
      watched.heard()
      connection.receive(isBinary ? (data as Buffer) : data.toString())
      if (isStranger && connection.isIntroduced) noStranger()
    })
    socket.on('close', (code, reason) => {
      watched.leave()
      clearTimeout(introduction)
      noStranger()
      this.connections.delete(connection)
      const said = reason.length > 0 ? `, ${reason}` : ''
      connection.lost(`its socket closed (${code}${said})`, { final: FINAL_CODES.has(code) })
    })
  }
}

/** What a client closes with that will not come back: the person left. (A page that is reloaded closes with 1001.) */
const FINAL_CODES: ReadonlySet<number> = new Set([CLOSE_CODES.NORMAL, CLOSE_CODES.TOO_BIG])

/** A socket that does not finish closing by then is cut. */
const CLOSING_MS = 2000

const transportOf = (socket: WebSocket, remoteAddress: string | undefined): Transport => ({
  remoteAddress,
  send: (frame, onWritten) => socket.send(frame, { binary: true }, onWritten),
  get bufferedBytes() {
    return socket.bufferedAmount
  },
  close: (code, reason) => {
    socket.close(code, shorten(reason))
    const cut = setTimeout(() => socket.terminate(), CLOSING_MS)
    socket.once('close', () => clearTimeout(cut))
  },
  terminate: () => socket.terminate(),
  async isAlive(timeoutMs) {
    if (socket.readyState !== socket.OPEN) return false
    const signal = AbortSignal.timeout(timeoutMs)
    socket.ping()
    return once(socket, 'pong', { signal }).then(
      () => true,
      () => false,
    )
  },
})

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
