import type { HeartbeatAnswer } from '../protocol/index.ts'

/** Heartbeats that are remembered. */
const REMEMBERED = 8

/**
 * How far the server's clock is ahead of ours, from heartbeats. The method is NTP's (RFC 5905, section 8): the offset is
 * the mean of both ways' differences, and of several measurements the one with the shortest round trip errs least, by at
 * most half of it.
 */
export class ServerClock {
  #measured: { offsetMs: number; roundTripMs: number; at: number }[] = []
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

  get #best(): { offsetMs: number; roundTripMs: number } | undefined {
    return this.#measured.reduce<{ offsetMs: number; roundTripMs: number } | undefined>(
      (best, candidate) => (!best || candidate.roundTripMs < best.roundTripMs ? candidate : best),
      undefined,
    )
  }

  /** A first guess, until a heartbeat has come back: the server's time as it was told, now. */
  guess(serverTime: number, now: number): void {
    this.#measured = []
    this.#guessMs = serverTime - now
  }

  measure({ clientSent, serverReceived, serverSent }: Omit<HeartbeatAnswer, 'received'>, clientReceived: number): void {
    const roundTripMs = clientReceived - clientSent - (serverSent - serverReceived)
    const offsetMs = (serverReceived - clientSent + (serverSent - clientReceived)) / 2
    if (!Number.isFinite(roundTripMs) || roundTripMs < 0 || !Number.isFinite(offsetMs)) return
    this.#measured.push({ offsetMs, roundTripMs, at: clientReceived })
    if (this.#measured.length > REMEMBERED) this.#measured.shift()
  }

  /** A time of our clock on the server's. Both in milliseconds since 1970. */
  toServer(time: number): number {
    return time + this.offsetMs
  }
}
