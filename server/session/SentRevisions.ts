/** Marks that are kept; when there are more, every second one goes. */
const MAX_MARKS = 512

/**
 * Which revision of the scene a client has that received so many frames. Marks may be forgotten: an older one only
 * means that more is sent again than needed.
 */
export class SentRevisions {
  #marks: { frame: number; revision: number }[] = [{ frame: 0, revision: 0 }]

  /** With frame number `frame` the client has everything up to `revision`. Both only grow. */
  mark(frame: number, revision: number): void {
    this.#marks.push({ frame, revision })
    if (this.#marks.length > MAX_MARKS) this.#marks = this.#marks.filter((_, index) => index % 2 === 0)
  }

  /** The client has `frame`: it will never ask for less. */
  acknowledge(frame: number): void {
    const kept = this.#marks.findLastIndex((mark) => mark.frame <= frame)
    if (kept > 0) this.#marks.splice(0, kept)
  }

  /** The newest revision that a client with `frame` frames certainly has. */
  revisionAt(frame: number): number {
    return this.#marks.findLast((mark) => mark.frame <= frame)?.revision ?? 0
  }
}
