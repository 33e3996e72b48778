import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { CLOSE_CODES } from '../protocol/index.ts'
import type { Admission } from './auth.ts'
import { ClientConnection, type ConnectionHost } from './ClientConnection.ts'
import type { Transport } from './Transport.ts'

export interface GatewayOptions {
  server: Server
  host: ConnectionHost
  /** Largest frame from a client, in bytes. */
  maxPayload: number
  admit(request: IncomingMessage): Admission
  /** How often a socket is asked whether it is still there. One that has not answered by the next time is cut. */
  pingMs: number
  /** How long a client may take to introduce itself. */
  introductionMs: number
}

/** WebSockets of an HTTP server, each as a {@link ClientConnection}. */
export class Gateway {
  readonly connections = new Set<ClientConnection>()
  readonly #options: GatewayOptions
  readonly #sockets: WebSocketServer

  constructor(options: GatewayOptions) {
    this.#options = options
    this.#sockets = new WebSocketServer({ noServer: true, maxPayload: options.maxPayload, perMessageDeflate: false })
    options.server.on('upgrade', this.#onUpgrade)
  }

  close(): void {
    this.#options.server.off('upgrade', this.#onUpgrade)
    for (const connection of [...this.connections]) connection.close(CLOSE_CODES.GOING_AWAY, 'the server stops')
    this.#sockets.close()
  }

  /** Cuts what did not finish closing. */
  terminate(): void {
    for (const socket of this.#sockets.clients) socket.terminate()
  }

  #onUpgrade = (request: IncomingMessage, stream: Duplex, head: Buffer): void => {
    this.#sockets.handleUpgrade(request, stream, head, (socket) => {
      // A browser hides the reason of a refused handshake from its page; it shows that of a close.
      const admission = this.#options.admit(request)
      socket.on('error', (error) => this.#options.host.logger.debug(`a socket failed: ${error.message}`))
      if (admission.ok) this.#accept(socket)
      else {
        this.#options.host.logger.warn(`a client from ${request.socket.remoteAddress} was refused: ${admission.reason}`)
        socket.close(admission.closeCode, admission.reason)
      }
    })
  }

  #accept(socket: WebSocket): void {
    const { host, pingMs, introductionMs } = this.#options
    const connection = new ClientConnection(transportOf(socket), host)
    this.connections.add(connection)

    let answered = true
    const ping = setInterval(() => {
      if (!answered) return socket.terminate()
      answered = false
      socket.ping()
    }, pingMs)
    const introduction = setTimeout(() => {
      if (!connection.isIntroduced) connection.close(CLOSE_CODES.TIMED_OUT, 'no INIT came: is this a Vuer client?')
    }, introductionMs)

    socket.on('pong', () => {
      answered = true
    })
    socket.on('message', (data, isBinary) => {
      answered = true
      connection.receive(isBinary ? (data as Buffer) : data.toString())
    })
    socket.on('close', (code, reason) => {
      clearInterval(ping)
      clearTimeout(introduction)
      this.connections.delete(connection)
      connection.lost(`its socket closed (${code}${reason.length > 0 ? `, ${reason}` : ''})`)
    })
  }
}

const transportOf = (socket: WebSocket): Transport => ({
  send: (frame, onWritten) => socket.send(frame, { binary: true }, onWritten),
  get bufferedBytes() {
    return socket.bufferedAmount
  },
  close: (code, reason) => socket.close(code, reason),
})
