import type { ClientEvent } from './ClientEvent.ts'

/** The last events of a session, at most `capacity` of them, for scripts that ask when it suits them. */
export class RecentEvents {
  readonly #capacity: number
  #events: ClientEvent[] = []

  constructor(capacity: number) {
    this.#capacity = capacity
  }

  put(event: ClientEvent): void {
    if (this.#capacity === 0) return
    if (this.#events.length === this.#capacity) this.#events.shift()
    this.#events.push(event)
  }

  /** Takes the oldest. */
  popleft(): ClientEvent | undefined {
    return this.#events.shift()
  }

  /** Takes the newest. */
  pop(): ClientEvent | undefined {
    return this.#events.pop()
  }

  clear(): void {
    this.#events = []
  }

  /** Takes one after the other, oldest first, until none is left. */
  *stream(): Generator<ClientEvent, void, void> {
    for (let event = this.popleft(); event; event = this.popleft()) yield event
  }
}
