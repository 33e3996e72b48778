import type { VuerSession } from 'vuer-xr'

/** Sessions as they come: a spawn handler adds them, a test awaits the next one, in either order. */
export class SessionQueue {
  readonly #sessions: VuerSession[] = []
  readonly #waiting: ((session: VuerSession) => void)[] = []

  readonly add = (session: VuerSession): void => {
    const next = this.#waiting.shift()
    if (next) next(session)
    else this.#sessions.push(session)
  }

  /** The first session that fits, now or later. */
  async find(fits: (session: VuerSession) => boolean): Promise<VuerSession> {
    for (;;) {
      const session = await this.next()
      if (fits(session)) return session
      this.add(session)
      await new Promise((resolve) => setImmediate(resolve))
    }
  }

  next(): Promise<VuerSession> {
    const session = this.#sessions.shift()
    return session ? Promise.resolve(session) : new Promise((resolve) => this.#waiting.push(resolve))
  }
}
