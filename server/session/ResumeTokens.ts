import { createHash, randomBytes } from 'node:crypto'

interface Issued {
  current: string
  /** Good until the client shows that it has the current one: the message that carried it may have been lost. */
  previous: string | undefined
}

/**
 * The secrets with which clients come back. Each is good for one return: using it makes a new one. They are looked up by
 * their hash, so that the time of a look-up tells nothing about them.
 */
export class ResumeTokens<Holder extends object> {
  readonly #holders = new Map<string, Holder>()
  readonly #issued = new WeakMap<Holder, Issued>()

  get size(): number {
    return this.#holders.size
  }

  /** A new token for `holder`. The one that was `used` to come back stays good until {@link confirm}, all others end. */
  issue(holder: Holder, used?: string): string {
    this.forget(holder)
    const token = randomBytes(32).toString('base64url')
    const issued = { current: digest(token), previous: used === undefined ? undefined : digest(used) }
    this.#issued.set(holder, issued)
    this.#holders.set(issued.current, holder)
    if (issued.previous) this.#holders.set(issued.previous, holder)
    return token
  }

  /** The client has its newest token. */
  confirm(holder: Holder): void {
    const issued = this.#issued.get(holder)
    if (!issued?.previous) return
    this.#holders.delete(issued.previous)
    issued.previous = undefined
  }

  find(token: string): Holder | undefined {
    return this.#holders.get(digest(token))
  }

  forget(holder: Holder): void {
    const issued = this.#issued.get(holder)
    if (!issued) return
    this.#holders.delete(issued.current)
    if (issued.previous) this.#holders.delete(issued.previous)
    this.#issued.delete(holder)
  }
}

const digest = (token: string): string => createHash('sha256').update(token).digest('base64')
