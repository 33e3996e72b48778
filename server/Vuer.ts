import { existsSync } from 'node:fs'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { DEFAULT_FRAME_LIMITS, type EventName } from '../protocol/index.ts'
import { localAddresses } from './addresses.ts'
import { admit, readOrCreateToken } from './auth.ts'
import { addressesToPrint, formatBanner, type PrintedAddresses } from './banner.ts'
import type { ClientEvent } from './ClientEvent.ts'
import { VuerError } from './errors.ts'
import { Gateway } from './gateway.ts'
import { type EventHandler, type HandlerEntry, HandlerLane, HandlerTable } from './HandlerTable.ts'
import { createRequestHandler } from './http.ts'
import { type ResolvedOptions, resolveOptions, type VuerOptions } from './options.ts'
import { peerAddress } from './peerAddress.ts'
import { endWithError } from './scriptError.ts'
import { type Identity, resolveIdentity, tlsOptions } from './tls/serverIdentity.ts'
import type { VuerSession } from './VuerSession.ts'

export type SpawnHandler = (session: VuerSession) => unknown

/** What a started server listens on. */
export interface ListeningAddress {
  host: string
  port: number
  /** Addresses for people, with the token: this machine's, and those that a headset can reach. */
  urls: PrintedAddresses
  /** SHA-256 of the certificate, as browsers show it. */
  fingerprint256: string
}

/**
 * The server: serves the client over HTTPS, gives each client that connects a {@link VuerSession}, and runs the
 * script's handlers. `spawn` what makes the scene, `addHandler` what answers events, then `start`.
 */
export class Vuer {
  readonly #options: ResolvedOptions
  readonly #spawned: SpawnHandler[] = []
  readonly #handlers = new HandlerTable()
  readonly #lanes = new WeakMap<VuerSession, Map<HandlerEntry, HandlerLane>>()
  #server: Server | undefined
  #gateway: Gateway | undefined
  #address: ListeningAddress | undefined

  /** Throws INVALID_OPTION for an option that is wrong or unknown. Nothing is opened before {@link start}. */
  constructor(options: VuerOptions = {}) {
    this.#options = resolveOptions(options)
  }

  /** The sessions that are open now. */
  get sessions(): VuerSession[] {
    return [...(this.#gateway?.connections ?? [])]
      .filter(({ isIntroduced }) => isIntroduced)
      .map(({ session }) => session)
  }

  /** Where it listens, once it has started. */
  get address(): ListeningAddress | undefined {
    return this.#address
  }

  /**
   * Runs `handler` for every client that connects. It may return at once or stay in a loop; returning does not end the
   * session. One that throws is logged and ends its own session only. Returns its own removal.
   */
  spawn(handler: SpawnHandler): () => void {
    this.#spawned.push(handler)
    return () => {
      const at = this.#spawned.indexOf(handler)
      if (at >= 0) this.#spawned.splice(at, 1)
    }
  }

  /**
   * Calls `handler` for each event of that name, of every session. In one session it sees events one at a time and in
   * order; while it is busy, older samples make way for newer ones. Returns its own removal.
   */
  addHandler<Name extends EventName>(etype: Name, handler: EventHandler<Name>, options?: { once?: boolean }): () => void
  addHandler(etype: string, handler: EventHandler, options?: { once?: boolean }): () => void
  addHandler(etype: string, handler: EventHandler<never> | EventHandler, { once = false } = {}): () => void {
    return this.#handlers.add(etype, handler as EventHandler, once)
  }

  /**
   * Opens the port. Rejects, before anything listens, where certificate, key or authority are missing or wrong (the
   * message names the file), and with PORT_TAKEN or HOST_UNKNOWN where the address cannot be had.
   */
  async start(): Promise<ListeningAddress> {
    if (this.#server) throw new VuerError('ALREADY_STARTED', 'start: this server has been started; close it first')
    const { certsFolder, cert, key, caCert, logger, clientRoot } = this.#options
    const isFirstStart = !existsSync(join(certsFolder, 'ca.pem')) && !existsSync(join(certsFolder, 'cert.pem'))
    const identity = await resolveIdentity({ cert, key, caCert, certsFolder })
    if (identity.renewed && !isFirstStart) logger.info(identity.renewed)
    const token = await this.#token()
    const server = createServer(
      tlsOptions(identity),
      createRequestHandler({ clientRoot, authority: identity.authority, logger }),
    )
    this.#gateway = this.#openGateway(server, token)
    this.#server = server
    server.on('tlsClientError', (error) => logger.debug(`a TLS handshake failed: ${error.message}`))
    try {
      await listen(server, this.#options)
    } catch (error) {
      this.#gateway.close()
      this.#server = undefined
      throw error
    }
    server.on('error', (error) => logger.error(`the server failed: ${error.message}`, error))
    this.#address = this.#describe(server.address() as AddressInfo, identity, token)
    return this.#address
  }

  /** Sends every client away, closes the port, and resolves when nothing is open any more. */
  async close(): Promise<void> {
    const server = this.#server
    if (!server) return
    this.#server = undefined
    this.#address = undefined
    this.#gateway?.close()
    const closed = new Promise<void>((resolve) => server.close(() => resolve()))
    const cut = setTimeout(() => {
      this.#gateway?.terminate()
      server.closeAllConnections()
    }, CLOSING_MS)
    server.closeIdleConnections()
    await closed
    clearTimeout(cut)
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }

  async #token(): Promise<string | null> {
    const { token, certsFolder } = this.#options
    if (token === false) return null
    return token ?? readOrCreateToken(certsFolder)
  }

  #openGateway(server: Server, token: string | null): Gateway {
    const { allowedOrigins, knownHosts, websocketMaxSize, logger, pingMs, introductionMs } = this.#options
    const policy = { token, allowedOrigins, knownHosts: [localAddresses().hostName, ...knownHosts] }
    return new Gateway({
      server,
      maxPayload: websocketMaxSize,
      pingMs,
      introductionMs,
      admit: (request) =>
        admit(
          {
            remoteAddress: peerAddress(request),
            url: request.url,
            origin: request.headers.origin,
            host: request.headers.host,
          },
          policy,
        ),
      host: {
        logger,
        limits: { ...DEFAULT_FRAME_LIMITS, maxBytes: websocketMaxSize },
        now: Date.now,
        onInit: (session) => this.#onInit(session),
        onEvent: (event, session) => this.#onEvent(event, session),
      },
    })
  }

  #onInit(session: VuerSession): void {
    if (this.#spawned.length === 0) {
      this.#options.logger.warn('a client connected, but no handler was given to spawn(): it gets no scene')
    }
    for (const handler of this.#spawned) void this.#run(handler, session)
  }

  async #run(handler: SpawnHandler, session: VuerSession): Promise<void> {
    try {
      await handler(session)
    } catch (error) {
      endWithError(session, `the handler "${handler.name || 'spawn'}"`, error, this.#options.logger)
    }
  }

  #onEvent(event: ClientEvent, session: VuerSession): void {
    for (const entry of this.#handlers.for(event.etype)) this.#laneOf(entry, session, event.etype).offer(event)
  }

  #laneOf(entry: HandlerEntry, session: VuerSession, etype: string): HandlerLane {
    const lanes = this.#lanes.get(session) ?? new Map<HandlerEntry, HandlerLane>()
    this.#lanes.set(session, lanes)
    let lane = lanes.get(entry)
    if (!lane) {
      const fail = (error: unknown) => endWithError(session, `the handler of ${etype}`, error, this.#options.logger)
      lane = new HandlerLane(entry.handler, session, fail)
      if (!entry.once) lanes.set(entry, lane)
    }
    return lane
  }

  #describe({ port }: AddressInfo, identity: Identity, token: string | null): ListeningAddress {
    const { host = '::', queries, banner, logger } = this.#options
    const written = Object.fromEntries(Object.entries(queries).map(([name, value]) => [name, String(value)]))
    const urls = addressesToPrint({ host, port, token, queries: written })
    const { fingerprint256, source, authority } = identity
    const [first] = urls.lan
    const base = first ?? urls.loopback
    if (banner) {
      logger.info(
        formatBanner({
          name: 'vuer-xr',
          urls: [
            ...(urls.loopback ? [{ label: 'This machine', url: urls.loopback }] : []),
            ...urls.lan.map((url) => ({ label: 'Network', url })),
          ],
          qrUrl: first ?? null,
          fingerprint256,
          source,
          authorityUrl: authority && base ? new URL('/ca.crt', base).href : null,
        }),
      )
    }
    return { host, port, urls, fingerprint256 }
  }
}

/** Sockets that have not closed by then are cut. */
const CLOSING_MS = 1000

function listen(server: Server, { host, port }: ResolvedOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => reject(listenError(cause, host, port)))
    server.listen({ port, ...(host === undefined ? {} : { host }) }, () => {
      server.removeAllListeners('error')
      resolve()
    })
  })
}

function listenError(cause: NodeJS.ErrnoException, host: string | undefined, port: number): VuerError {
  switch (cause.code) {
    case 'EADDRINUSE':
      return new VuerError('PORT_TAKEN', `port ${port} is in use: close the other program, or choose another port`, {
        cause,
      })
    case 'EACCES':
      return new VuerError('PORT_FORBIDDEN', `port ${port} needs more rights: choose one above 1023`, { cause })
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new VuerError('HOST_UNKNOWN', `host: "${host}" is no address of this machine`, { cause })
    default:
      return new VuerError('CANNOT_LISTEN', `cannot listen on port ${port}: ${cause.message}`, { cause })
  }
}
