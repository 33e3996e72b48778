import { setTimeout as delay, setImmediate as nextTurn } from 'node:timers/promises'

/** A client that has not taken something for so long holds nobody up any more. */
const PATIENCE_MS = 250

interface Recipient {
  written(): Promise<void>
}

/** What was given to several sockets in one turn of the event loop, and when they have taken it. */
export class Delivery {
  /** Resolves in a later turn, when every recipient has taken what it was given or is too slow. Never rejects. */
  readonly done: Promise<void>
  readonly #recipients = new Set<Recipient>()

  /** `onClosed` is called when the turn is over: what comes then belongs to another delivery. */
  constructor(onClosed: () => void) {
    this.done = this.#wait(onClosed)
  }

  add(recipient: Recipient): void {
    this.#recipients.add(recipient)
  }

  async #wait(onClosed: () => void): Promise<void> {
    await nextTurn()
    onClosed()
    const taken = Promise.allSettled([...this.#recipients].map(async (recipient) => recipient.written()))
    const impatience = new AbortController()
    const tooSlow = delay(PATIENCE_MS, undefined, { signal: impatience.signal }).catch(() => {})
    await Promise.race([taken, tooSlow])
    impatience.abort()
  }
}
