import type { ResumeRequest, Role } from '../../protocol/index.ts'
import type { Transport } from '../socket/Transport.ts'
import { ResumeTokens } from './ResumeTokens.ts'
import { type SessionHost, type SessionOptions, VuerSession } from './VuerSession.ts'

/** How long a socket that seems to be up may take to answer before another one may take its session, in milliseconds. */
const STILL_THERE_MS = 500

/** Who comes: what decides whether it may have a session that exists. */
export type Arrival = Pick<SessionOptions, 'client' | 'role' | 'byToken' | 'dialect' | 'remoteAddress'>

export interface SessionsOptions extends Pick<SessionOptions, 'queueLen' | 'resumeSeconds' | 'limits'> {
  /** Sessions that one address may have at a time. */
  maxPerAddress: number
}

/** The sessions of a server: those that are connected, and those that wait for their client. */
export class Sessions {
  readonly all = new Set<VuerSession>()
  readonly #host: SessionHost
  readonly #options: SessionsOptions
  readonly #tokens = new ResumeTokens<VuerSession>()

  constructor(host: SessionHost, options: SessionsOptions) {
    this.#host = host
    this.#options = options
  }

  get resumeSeconds(): number {
    return this.#options.resumeSeconds
  }

  get(id: string): VuerSession | undefined {
    for (const session of this.all) if (session.id === id) return session
    return undefined
  }

  /** A new session; `undefined` where the address has too many that are connected. */
  open(arrival: Arrival): VuerSession | undefined {
    if (!this.#makeRoom(arrival.remoteAddress)) return undefined
    const session = new VuerSession(this.#host, { ...this.#options, ...arrival })
    this.all.add(session)
    session.signal.addEventListener('abort', () => this.#forget(session), { once: true })
    return session
  }

  /**
   * The session that a client asks to come back to; `undefined` if it may not have it: the token is unknown, spent or
   * expired, another role asks, or the client that has the session is still there.
   */
  async find(
    request: ResumeRequest,
    { role, dialect }: Arrival,
    transport: Transport,
  ): Promise<VuerSession | undefined> {
    const session = this.#tokens.find(request.token)
    if (!session || session.role !== role || dialect !== 'vuer-xr') return undefined
    if (!(await session.link.isAbandoned(STILL_THERE_MS))) {
      this.#host.logger.warn(
        `session ${session.id}: a client from ${transport.remoteAddress} asked to continue it while its own client is there; it was given a new session`,
      )
      return undefined
    }
    // Meanwhile it may have ended, or another socket may have had the token.
    return this.#tokens.find(request.token) === session ? session : undefined
  }

  /** The token with which the client can come back. `used` is the one that brought it here. */
  tokenFor(session: VuerSession, used?: string): string {
    return this.#tokens.issue(session, used)
  }

  /** The client has its newest token. */
  confirm(session: VuerSession): void {
    this.#tokens.confirm(session)
  }

  /** Ends those whose client came in with the token of that role. */
  dismiss(role: Role, code: number, reason: string): void {
    for (const session of [...this.all]) if (session.role === role && session.byToken) session.fail(code, reason)
  }

  /** Ends all of them. */
  close(code: number, reason: string): void {
    for (const session of [...this.all]) session.fail(code, reason)
  }

  /** Who has too many gives up those that wait for nobody in particular first. */
  #makeRoom(address: string | undefined): boolean {
    const same = [...this.all].filter(({ remoteAddress }) => remoteAddress === address)
    if (same.length < this.#options.maxPerAddress) return true
    const waiting = same.find(({ connected }) => !connected)
    waiting?.end('its address opened too many sessions')
    return waiting !== undefined
  }

  #forget(session: VuerSession): void {
    this.all.delete(session)
    this.#tokens.forget(session)
  }
}
