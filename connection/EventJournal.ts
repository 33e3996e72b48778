import { encodeFrame, Journal } from '../protocol/index.ts'

/** What is kept for a server that has not confirmed it: so many events, and so many bytes. */
const MAX_EVENTS = 4096
const MAX_BYTES = 16 * 1024 * 1024

/** Events that must reach a session, once each, whatever happens to the socket. Beyond a limit the oldest are given up. */
export class EventJournal {
  readonly #journal = new Journal<Uint8Array<ArrayBuffer>>()

  /** Events that wait to be confirmed. */
  get size(): number {
    return this.#journal.size
  }

  /** The number of the oldest event that can still be sent again. */
  get first(): number {
    return this.#journal.first
  }

  /** Numbers an event and keeps it, as the frame that is returned. */
  append(message: Record<string, unknown>): Uint8Array<ArrayBuffer> {
    const frame = encodeFrame({ ...message, no: this.#journal.last + 1 }, 'vuer-xr')
    this.#journal.append(frame, frame.length)
    while (this.#journal.size > MAX_EVENTS || (this.#journal.bytes > MAX_BYTES && this.#journal.size > 1)) {
      this.#journal.dropOldest()
    }
    return frame
  }

  /** The server has everything up to `number`. */
  acknowledge(number: number): void {
    this.#journal.acknowledge(number)
  }

  unacknowledged(): Iterable<Uint8Array<ArrayBuffer>> {
    return this.#journal.unacknowledged()
  }
}
