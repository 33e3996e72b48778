import { existsSync } from 'node:fs'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { CLOSE_CODES, type FrameLimits, type Role } from '../protocol/index.ts'
import { localAddresses } from './addresses.ts'
import { AccessTokens } from './auth/AccessTokens.ts'
import { admissionRequestOf } from './auth/AdmissionRequest.ts'
import { admit } from './auth/admit.ts'
import { addressesToPrint, formatBanner, type PrintedAddresses } from './banner.ts'
import { VuerError } from './errors.ts'
import { createRequestHandler } from './http/createRequestHandler.ts'
import type { Published } from './http/Published.ts'
import { checkStaticRoots } from './http/staticRoots.ts'
import type { ResolvedOptions } from './options.ts'
import type { ClientEvent } from './session/ClientEvent.ts'
import { relayTo } from './session/relay.ts'
import { Sessions } from './session/Sessions.ts'
import type { ScriptMessage, VuerSession } from './session/VuerSession.ts'
import { Gateway } from './socket/gateway.ts'
import { listen } from './socket/listen.ts'
import { type Identity, resolveIdentity, tlsOptions } from './tls/serverIdentity.ts'

/** What a started server listens on. */
export interface ListeningAddress {
  host: string
  port: number
  /** Addresses for people, with the token: this machine's, and those that a headset can reach. */
  urls: PrintedAddresses
  /** SHA-256 of the certificate, as browsers show it. */
  fingerprint256: string
}

/** What becomes of clients and their events. */
export interface ServerEvents {
  onInit(session: VuerSession): void
  onEvent(event: ClientEvent, session: VuerSession): void
}

/** A server from the opening of its port to its closing: certificate, tokens, sockets and sessions. */
export class RunningServer {
  readonly sessions: Sessions
  readonly #options: ResolvedOptions
  readonly #identity: Identity
  readonly #tokens: AccessTokens
  readonly #server: Server
  readonly #gateway: Gateway

  private constructor(
    options: ResolvedOptions,
    identity: Identity,
    tokens: AccessTokens,
    events: ServerEvents,
    published: Published,
  ) {
    const { logger, handshakeMs } = options
    this.#options = options
    this.#identity = identity
    this.#tokens = tokens
    this.sessions = new Sessions(
      { logger, now: Date.now, onSessionEvent: events.onEvent },
      {
        queueLen: options.queueLen,
        resumeSeconds: options.resumeSeconds,
        maxPerAddress: options.maxSessionsPerAddress,
        limits: options,
      },
    )
    this.#server = createServer(
      {
        ...tlsOptions(identity),
        handshakeTimeout: handshakeMs,
        headersTimeout: handshakeMs,
        connectionsCheckingInterval: Math.max(10, Math.ceil(handshakeMs / 4)),
      },
      createRequestHandler({
        ...options,
        ...published,
        authority: identity.authority,
        knownHosts: ownHosts(options),
        privatePaths: secretPlaces(options),
        tokens: tokens.pair,
        frameLimits: frameLimits(options),
        relay: (sid, message) => relayTo(this.sessions, sid, message as ScriptMessage),
      }),
    )
    this.#server.on('tlsClientError', (error) => logger.debug(`a TLS handshake failed: ${error.message}`))
    this.#gateway = this.#openGateway(events)
  }

  /** Rejects before anything listens where files are missing or wrong, or where the address cannot be had. */
  static async start(options: ResolvedOptions, events: ServerEvents, published: Published): Promise<RunningServer> {
    const { certsFolder, cert, key, caCert, token, viewerToken, logger, banner } = options
    const isFirstStart = !existsSync(join(certsFolder, 'ca.pem')) && !existsSync(join(certsFolder, 'cert.pem'))
    await checkStaticRoots(options.staticRoot, secretPlaces(options))
    const identity = await resolveIdentity({ cert, key, caCert, certsFolder })
    if (identity.renewed && !isFirstStart) logger.info(identity.renewed)
    const onWithdrawn = (role: Role) => running.dismiss(role)
    const tokens = await AccessTokens.open({ folder: certsFolder, token, viewerToken, logger, onWithdrawn })
    const running = new RunningServer(options, identity, tokens, events, published)
    try {
      await running.#listen()
    } catch (error) {
      tokens.close()
      running.#gateway.close()
      throw error
    }
    if (banner) running.#printBanner()
    return running
  }

  get address(): ListeningAddress {
    const { port } = this.#server.address() as AddressInfo
    const { host = '::', queries, domain } = this.#options
    const [token, viewerToken] = [this.#tokens.of('operator'), this.#tokens.of('viewer')]
    const urls = addressesToPrint({ host, port, token, viewerToken, domain, queries })
    return { host, port, urls, fingerprint256: this.#identity.fingerprint256 }
  }

  /** The address to hand on, with the token of that role. Throws TOKEN_SWITCHED_OFF when viewers have none. */
  urlOf(role: Role): string {
    const { loopback, lan, viewer } = this.address.urls
    if (role === 'operator') return lan[0] ?? loopback ?? ''
    const token = this.#tokens.of('viewer')
    if (token === null)
      throw new VuerError('TOKEN_SWITCHED_OFF', 'getUrl: viewerToken is false, so viewers have no address')
    if (viewer !== null) return viewer
    const { host = '::', queries } = this.#options
    return addressesToPrint({ host, port: this.address.port, token, queries }).loopback ?? ''
  }

  /** A new token for that role. Who came in with the old one is sent away. */
  renewToken(role: Role): Promise<string> {
    return this.#tokens.renew(role)
  }

  /** Sends away whoever came in with the token of that role. */
  dismiss(role: Role): void {
    const reason = 'this token was withdrawn; open the address that the server prints now'
    this.sessions.dismiss(role, CLOSE_CODES.UNAUTHORIZED, reason)
    this.#gateway.dismiss(role, reason)
    const { banner, logger } = this.#options
    if (banner && this.#tokens.of(role) !== null) logger.info(`The ${role}’s address is now ${this.urlOf(role)}`)
  }

  /** Sends every client away, closes the port, and resolves when nothing is open any more. */
  async close(): Promise<void> {
    this.#tokens.close()
    this.sessions.close(CLOSE_CODES.GOING_AWAY, 'the server stops')
    this.#gateway.close()
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()))
    const cut = setTimeout(() => {
      this.#gateway.terminate()
      this.#server.closeAllConnections()
    }, CLOSING_MS)
    this.#server.closeIdleConnections()
    await closed
    clearTimeout(cut)
  }

  async #listen(): Promise<void> {
    const { logger } = this.#options
    await listen(this.#server, this.#options)
    this.#server.on('error', (error) => logger.error(`the server failed: ${error.message}`, error))
  }

  #openGateway(events: ServerEvents): Gateway {
    const options = this.#options
    const { allowedOrigins, websocketMaxSize, logger, name } = options
    const policy = { tokens: this.#tokens.pair, allowedOrigins, knownHosts: ownHosts(options) }
    return new Gateway({
      server: this.#server,
      maxPayload: websocketMaxSize,
      pingMs: options.pingMs,
      introductionMs: options.introductionMs,
      maxStrangersPerAddress: options.maxSessionsPerAddress,
      admit: (request) => admit(admissionRequestOf(request), policy),
      host: {
        logger,
        name,
        limits: frameLimits(options),
        maxEventsPerSecond: options.maxEventsPerSecond,
        sessions: this.sessions,
        now: Date.now,
        ...events,
      },
    })
  }

  #printBanner(): void {
    const { name, logger } = this.#options
    const { fingerprint256, source, authority } = this.#identity
    const { urls } = this.address
    logger.info(formatBanner({ name, addresses: urls, fingerprint256, source, hasAuthority: authority !== null }))
  }
}

const frameLimits = (options: ResolvedOptions): FrameLimits => ({
  maxBytes: options.websocketMaxSize,
  maxDepth: options.maxFrameDepth,
  maxValues: options.maxFrameValues,
  maxStringBytes: options.maxStringBytes,
  maxListLength: options.maxListLength,
  maxMapSize: options.maxMapSize,
})

/** The names under which this server is meant to be reached. */
const ownHosts = ({ knownHosts }: ResolvedOptions): string[] => [localAddresses().hostName, ...knownHosts]

/** Where keys and tokens lie: never served. */
const secretPlaces = ({ certsFolder, key }: ResolvedOptions): string[] => [certsFolder, ...(key ? [key] : [])]

/** Sockets that have not closed by then are cut. */
const CLOSING_MS = 1000
