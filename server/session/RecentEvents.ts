import type { ClientEvent } from './ClientEvent.ts'

/** Makes an event once more, of the bytes that it came in and the time at which they came. */
export type Recall = (frame: Uint8Array, receivedAt: number) => ClientEvent

/** Larger frames are few, and would be copied for long. */
const LARGEST_COPY = 64 * 1024
/** Places for copies have sizes of whole multiples of this, so that frames of one kind fit into each. */
const BLOCK_BYTES = 512

interface Place {
  /** What is kept as it is; otherwise the bytes are. */
  event: ClientEvent | undefined
  bytes: Uint8Array
  length: number
  receivedAt: number
  recall: Recall | undefined
}

/**
 * The last events of a session, at most `capacity` of them, for scripts that ask when it suits them. Few do: so what is
 * kept of an event is a copy of its bytes, in memory that is used again and again. Thousands of objects that live for
 * a second and then go cost a server with many headsets more than all else that it does with an event.
 */
export class RecentEvents {
  readonly #capacity: number
  readonly #places: Place[] = []
  /** Where the oldest is. */
  #first = 0
  #size = 0

  constructor(capacity: number) {
    this.#capacity = capacity
  }

  /** With `frame` and `recall` the event is made again when somebody takes it; otherwise it is kept itself. */
  put(event: ClientEvent, frame?: Uint8Array, recall?: Recall): void {
    if (this.#capacity === 0) return
    const place = this.#newest()
    if (frame && recall && frame.length <= LARGEST_COPY) {
      if (place.bytes.length < frame.length) {
        place.bytes = new Uint8Array(Math.ceil(frame.length / BLOCK_BYTES) * BLOCK_BYTES)
      }
      place.bytes.set(frame)
      place.length = frame.length
      place.receivedAt = event.receivedAt
      place.recall = recall
      place.event = undefined
    } else {
      place.event = event
      place.recall = undefined
    }
  }

  /** Takes the oldest. */
  popleft(): ClientEvent | undefined {
    if (this.#size === 0) return undefined
    const place = this.#places[this.#first]!
    this.#first = (this.#first + 1) % this.#capacity
    this.#size -= 1
    return taken(place)
  }

  /** Takes the newest. */
  pop(): ClientEvent | undefined {
    if (this.#size === 0) return undefined
    this.#size -= 1
    return taken(this.#places[(this.#first + this.#size) % this.#capacity]!)
  }

  clear(): void {
    this.#places.length = 0
    this.#first = 0
    this.#size = 0
  }

  /** Takes one after the other, oldest first, until none is left. */
  *stream(): Generator<ClientEvent, void, void> {
    for (let event = this.popleft(); event; event = this.popleft()) yield event
  }

  /** A place after the newest event; the oldest one makes way where all are taken. */
  #newest(): Place {
    if (this.#size === this.#capacity) this.#first = (this.#first + 1) % this.#capacity
    else this.#size += 1
    const index = (this.#first + this.#size - 1) % this.#capacity
    this.#places[index] ??= { event: undefined, bytes: new Uint8Array(), length: 0, receivedAt: 0, recall: undefined }
    return this.#places[index]
  }
}

/** The event, which shares no memory with its place. */
function taken(place: Place): ClientEvent | undefined {
  const { event, bytes, length, receivedAt, recall } = place
  place.event = undefined
  place.recall = undefined
  return recall ? recall(Buffer.from(bytes.slice(0, length).buffer), receivedAt) : event
}
