import type { HeartbeatAnswer } from '../protocol/index.ts'

/** By how much two clocks may drift apart, in milliseconds per millisecond: quartz keeps to this. */
const DRIFT = 50e-6
/** By how much more two measurements may differ: times are whole, and clocks are corrected a little at a time. */
const TOLERANCE_MS = 5

/** A limit of the offset, and when it was measured on our clock. What is older says less: clocks drift. */
interface Limit {
  readonly offsetMs: number
  readonly at: number
}

/**
 * How far the server's clock is ahead of ours, from heartbeats. A heartbeat that came when the server's clock said so much
 * more than ours was sent before: so the offset is at most that. In the same way its answer says what the offset is at
 * least. Each way has its quickest heartbeat, and the offset is in the middle of the two limits (RFC 5905, sections 8 and
 * 11.2.1). So answers that wait for a busy page do not move it: quick ones hold for as long as clocks allow. Limits that
 * cannot both be true say that a clock was set: then the newest heartbeat counts.
 */
export class ServerClock {
  #most: Limit | undefined
  #least: Limit | undefined
  #guessMs = 0
  #last: { readonly roundTripMs: number; readonly at: number } | undefined

  /** Milliseconds to add to our clock. */
  get offsetMs(): number {
    return this.#most && this.#least ? (this.#most.offsetMs + this.#least.offsetMs) / 2 : this.#guessMs
  }

  /** The quickest way there and the quickest back, together, in milliseconds: the offset errs by at most half of it. */
  get roundTripMs(): number | undefined {
    return this.#most && this.#least ? Math.max(0, this.#most.offsetMs - this.#least.offsetMs) : undefined
  }

  /** The round trip of the last heartbeat that came back, and when that was on our clock, both in milliseconds. */
  get last(): { readonly roundTripMs: number; readonly at: number } | undefined {
    return this.#last
  }

  /** A first guess, until a heartbeat has come back: the server's time as it was told, now. */
  guess(serverTime: number, now: number): void {
    this.#most = undefined
    this.#least = undefined
    this.#last = undefined
    this.#guessMs = serverTime - now
  }

  measure({ clientSent, serverReceived, serverSent }: Omit<HeartbeatAnswer, 'received'>, clientReceived: number): void {
    const roundTripMs = clientReceived - clientSent - (serverSent - serverReceived)
    const most: Limit = { offsetMs: serverReceived - clientSent, at: clientReceived }
    const least: Limit = { offsetMs: serverSent - clientReceived, at: clientReceived }
    if (!Number.isFinite(roundTripMs) || roundTripMs < 0 || !Number.isFinite(most.offsetMs)) return
    this.#last = { roundTripMs, at: clientReceived }
    const mostBefore = widened(this.#most, clientReceived, 1) ?? most.offsetMs
    const leastBefore = widened(this.#least, clientReceived, -1) ?? least.offsetMs
    const wasSet = most.offsetMs < leastBefore - TOLERANCE_MS || least.offsetMs > mostBefore + TOLERANCE_MS
    if (wasSet || most.offsetMs <= mostBefore) this.#most = most
    if (wasSet || least.offsetMs >= leastBefore) this.#least = least
  }

  /** A time of our clock on the server's. Both in milliseconds since 1970. */
  toServer(time: number): number {
    return time + this.offsetMs
  }
}

/** What a limit says by now. */
const widened = (limit: Limit | undefined, now: number, direction: 1 | -1): number | undefined =>
  limit && limit.offsetMs + direction * DRIFT * Math.max(0, now - limit.at)
