import type { OriginChange } from '../../../protocol/index.ts'
import { RateLimiter } from '../rate.ts'
import type { Origin } from './Origin.ts'

/** Walking changes the origin in every frame; scripts hear of it so often. */
const WALKING_FPS = 10

/** Tells the script where the origin is: at once for a jump, now and then while the person walks, and where it ends. */
export class OriginReports {
  readonly #origin: Origin
  readonly #send: (value: { matrix: Float32Array; reason: OriginChange }) => void
  readonly #rate = new RateLimiter()
  #unsent: OriginChange | null = null

  constructor(origin: Origin, send: (value: { matrix: Float32Array; reason: OriginChange }) => void) {
    this.#origin = origin
    this.#send = send
  }

  changed(reason: OriginChange, timeMs: number): void {
    this.#unsent = reason
    if (reason === 'move' || reason === 'turn') this.frame(timeMs)
    else this.#report(reason)
  }

  /** Each frame: what has waited long enough. */
  frame(timeMs: number): void {
    if (this.#unsent !== null && this.#rate.take(timeMs, WALKING_FPS)) this.#report(this.#unsent)
  }

  #report(reason: OriginChange): void {
    this.#unsent = null
    this.#send({ matrix: Float32Array.from(this.#origin.matrix.elements), reason })
  }
}
