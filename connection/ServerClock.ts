import type { HeartbeatAnswer } from '../protocol/index.ts'

/** Heartbeats that are remembered. */
const REMEMBERED = 8
/** By how much more than their round trips allow two measurements may differ: times are whole, and clocks drift. */
const TOLERANCE_MS = 5

interface Measurement {
  readonly offsetMs: number
  readonly roundTripMs: number
  /** When it came back, on our clock. */
  readonly at: number
}

/**
 * How far the server's clock is ahead of ours, from heartbeats. The method is NTP's (RFC 5905, section 8): the offset is
 * the mean of both ways' differences, and of several measurements the one with the shortest round trip errs least, by at
 * most half of it. Measurements that cannot both be true say that a clock was set: then the newer one counts.
 */
export class ServerClock {
  #measured: readonly Measurement[] = []
  #best: Measurement | undefined
  #guessMs = 0

  /** Milliseconds to add to our clock. */
  get offsetMs(): number {
    return this.#best?.offsetMs ?? this.#guessMs
  }

  /** The shortest round trip among the last heartbeats, in milliseconds. */
  get roundTripMs(): number | undefined {
    return this.#best?.roundTripMs
  }

  /** The round trip of the last heartbeat that came back, and when that was on our clock, both in milliseconds. */
  get last(): { readonly roundTripMs: number; readonly at: number } | undefined {
    return this.#measured.at(-1)
  }

  /** A first guess, until a heartbeat has come back: the server's time as it was told, now. */
  guess(serverTime: number, now: number): void {
    this.#measured = []
    this.#best = undefined
    this.#guessMs = serverTime - now
  }

  measure({ clientSent, serverReceived, serverSent }: Omit<HeartbeatAnswer, 'received'>, clientReceived: number): void {
    const roundTripMs = clientReceived - clientSent - (serverSent - serverReceived)
    const offsetMs = (serverReceived - clientSent + (serverSent - clientReceived)) / 2
    if (!Number.isFinite(roundTripMs) || roundTripMs < 0 || !Number.isFinite(offsetMs)) return
    const newest: Measurement = { offsetMs, roundTripMs, at: clientReceived }
    const older = this.#measured.filter((measurement) => agree(measurement, newest))
    this.#measured = [...older, newest].slice(-REMEMBERED)
    this.#best = this.#measured.reduce((best, next) => (next.roundTripMs < best.roundTripMs ? next : best))
  }

  /** A time of our clock on the server's. Both in milliseconds since 1970. */
  toServer(time: number): number {
    return time + this.offsetMs
  }
}

/** Each errs by at most half of its round trip. */
const agree = (a: Measurement, b: Measurement): boolean =>
  Math.abs(a.offsetMs - b.offsetMs) <= (a.roundTripMs + b.roundTripMs) / 2 + TOLERANCE_MS
