import { isSample } from '../../protocol/index.ts'
import { VuerError } from '../errors.ts'
import type { ClientEvent } from './ClientEvent.ts'

/** Events that a reader may leave unread before it is told that it is too slow. */
const MAX_UNREAD = 10_000

/**
 * What arrived and was not read yet. Events wait in order and none is lost; of each stream of samples only the newest
 * waits, because an older pose is of no use to a reader that was busy.
 */
export class Inbox {
  #waiting: ClientEvent[] = []

  get size(): number {
    return this.#waiting.length
  }

  put(event: ClientEvent): void {
    if (isSample(event.etype)) {
      const older = this.#waiting.findIndex(({ etype, key }) => etype === event.etype && key === event.key)
      if (older >= 0) this.#waiting.splice(older, 1)
    } else if (this.#waiting.length >= MAX_UNREAD) {
      throw new VuerError(
        'READER_TOO_SLOW',
        `${MAX_UNREAD} events wait unread (${event.etype}): read them, or listen to fewer`,
      )
    }
    this.#waiting.push(event)
  }

  take(): ClientEvent | undefined {
    return this.#waiting.shift()
  }

  clear(): void {
    this.#waiting = []
  }
}
