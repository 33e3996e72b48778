import type { ClientAbilities, Receipt, ResumeRequest } from '../../protocol/index.ts'
import type { Transport } from '../socket/Transport.ts'
import type { SessionEvents } from './ClientEvent.ts'
import type { Outbox } from './Outbox.ts'

export interface SessionLinkOptions {
  outbox: Outbox
  now(): number
  /** How long to wait for a client whose socket broke, in seconds; 0 where it cannot come back. */
  resumeSeconds: number
  report<Name extends keyof SessionEvents>(etype: Name, value: SessionEvents[Name]): void
  /** Nobody will come back. */
  end(reason: string): void
}

/** What holds a session and its client together: one socket after the other, and the waiting in between. */
export class SessionLink {
  readonly #options: SessionLinkOptions
  #transport: Transport | undefined
  #away: { since: number; timer: ReturnType<typeof setTimeout> } | undefined
  #received = 0

  constructor(options: SessionLinkOptions) {
    this.#options = options
  }

  /** `undefined` while there is none. */
  get transport(): Transport | undefined {
    return this.#transport
  }

  get isResumable(): boolean {
    return this.#options.resumeSeconds > 0
  }

  /** The number of the last event that came. */
  get received(): number {
    return this.#received
  }

  /** How many messages a client that has nothing will not get. */
  get settledMessages(): number {
    return this.#options.outbox.settledMessages
  }

  isOn(transport: Transport): boolean {
    return this.#transport === transport
  }

  /** Whether nobody is at its socket any more, as far as can be told within that time. */
  async isAbandoned(withinMs: number): Promise<boolean> {
    const transport = this.#transport
    if (!transport) return true
    return !(await transport.isAlive(withinMs)) || !this.isOn(transport)
  }

  /** The first socket. */
  attach(transport: Transport, abilities: ClientAbilities): void {
    this.#transport = transport
    this.#options.outbox.attach(transport, abilities)
  }

  /** Another socket. `greet` writes to it before anything else does. */
  resume(transport: Transport, request: ResumeRequest, greet: () => void, abilities: ClientAbilities): void {
    const { now, outbox, report } = this.#options
    const old = this.#transport
    if (old) {
      this.lose(old, 'its socket was silent, and the client came back on another', { final: false })
      old.terminate()
    }
    const { since, timer } = this.#away ?? { since: now(), timer: undefined }
    clearTimeout(timer)
    this.#away = undefined
    const lostEvents = request.fresh ? 0 : Math.max(0, request.first - this.#received - 1)
    if (request.fresh) this.#received = 0
    this.#transport = transport
    greet()
    outbox.resume(transport, request.fresh ? null : request, abilities)
    report('resumed', { awayMs: now() - since, lostEvents, reloaded: request.fresh })
  }

  /** The transport broke. Ends the session at once where nobody can come back to it. */
  lose(transport: Transport, reason: string, { final }: { final: boolean }): void {
    if (!this.isOn(transport)) return
    const { now, outbox, report, end, resumeSeconds } = this.#options
    this.#transport = undefined
    if (final || !this.isResumable) {
      end(reason)
      return
    }
    const giveUp = () => end(`the client did not come back within ${resumeSeconds} s`)
    this.#away = { since: now(), timer: setTimeout(giveUp, resumeSeconds * 1000) }
    outbox.detach()
    report('disconnected', { reason })
  }

  /** The client said what it has. */
  acknowledge(receipt: Receipt): void {
    this.#options.outbox.acknowledge(receipt)
  }

  /** Counts an event that must not be lost; false for one that came before. */
  isNew(number: number): boolean {
    if (number <= this.#received) return false
    this.#received = number
    return true
  }

  /** The session is over. */
  close(): void {
    clearTimeout(this.#away?.timer)
    this.#away = undefined
    this.#transport = undefined
    this.#options.outbox.close()
  }
}
