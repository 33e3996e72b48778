/** Frames that are on their way for longer than this, and than the way there and back takes, are too many. */
const MAX_MS = 100
/** The way there and back, of the fastest frame, is allowed for so many times. */
const ROUND_TRIPS = 2

interface Sent {
  readonly frame: number
  readonly bytes: number
  readonly at: number
}

/**
 * What a client was sent and has not confirmed. A socket tells only what has left this process: seconds of a stream fit
 * into the buffers of two kernels and a browser, and a page that is slow would show what was true long ago.
 */
export class InFlight {
  readonly #maxBytes: number
  readonly #now: () => number
  #sent: Sent[] = []
  #bytes = 0
  #fastestMs = Number.POSITIVE_INFINITY

  /** Up to `maxBytes` may always be on their way. */
  constructor(maxBytes: number, now: () => number) {
    this.#maxBytes = maxBytes
    this.#now = now
  }

  /** A frame of that number was given to the socket. Numbers grow. */
  add(frame: number, bytes: number): void {
    this.#sent.push({ frame, bytes, at: this.#now() })
    this.#bytes += bytes
  }

  /** The client has this frame, and all before it. */
  confirm(frame: number): void {
    const left = this.#sent.findIndex((sent) => sent.frame > frame)
    const confirmed = this.#sent.splice(0, left === -1 ? this.#sent.length : left)
    const newest = confirmed.at(-1)
    if (!newest) return
    for (const { bytes } of confirmed) this.#bytes -= bytes
    this.#fastestMs = Math.min(this.#fastestMs, this.#now() - newest.at)
  }

  /** Whether more would only make what is on its way older. */
  get isTooMuch(): boolean {
    const oldest = this.#sent[0]
    if (!oldest || this.#bytes <= this.#maxBytes) return false
    const roundTripMs = Number.isFinite(this.#fastestMs) ? this.#fastestMs : 0
    return this.#now() - oldest.at > MAX_MS + ROUND_TRIPS * roundTripMs
  }
}
