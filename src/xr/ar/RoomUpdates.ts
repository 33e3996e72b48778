import { RateLimiter } from '../rate.ts'

/** A room is large, and seldom changes; while it is scanned, it changes all the time. */
const UPDATES_PER_SECOND = 1

/** Decides when a changed room goes to the script: at once, then at most once a second, and at its end at once. */
export class RoomUpdates<Told> {
  readonly #emit: (told: Told[]) => void
  readonly #rate = new RateLimiter()
  #sentVersion: number | undefined
  #sentAny = false

  constructor(emit: (told: Told[]) => void) {
    this.#emit = emit
  }

  /** One frame, in which the room has this version. `tell` is only asked when it is sent. */
  frame(version: number, timeMs: number, tell: () => Told[]): void {
    if (version === this.#sentVersion || !this.#rate.take(timeMs, UPDATES_PER_SECOND)) return
    const told = tell()
    this.#sentVersion = version
    // A room that nobody has heard of need not be said to be empty.
    if (told.length > 0 || this.#sentAny) this.#send(told)
  }

  /** Somebody else listens now, who knows no room: it is sent with the next frame. */
  again(): void {
    this.#sentVersion = undefined
    this.#sentAny = false
    this.#rate.reset()
  }

  /** The session is over, and with it all that was told. */
  stop(): void {
    this.#sentVersion = undefined
    this.#rate.reset()
    if (this.#sentAny) this.#send([])
  }

  #send(told: Told[]): void {
    this.#sentAny = told.length > 0
    this.#emit(told)
  }
}
