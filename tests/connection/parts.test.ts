import { describe, expect, it } from 'vitest'
import { backoffMs } from '../../connection/backoff.ts'
import { ServerClock } from '../../connection/ServerClock.ts'
import { SeededRandom } from '../protocol/seededRandom.ts'

describe('the pause before another try', () => {
  it('doubles up to a second, less up to half by chance', () => {
    expect([1, 2, 3, 4, 5, 400].map((attempt) => backoffMs(attempt, 0))).toEqual([250, 500, 1000, 1000, 1000, 1000])
    expect(backoffMs(4, 1)).toBe(500)
  })
})

describe('the server’s clock', () => {
  it('[HB4] is known to half a round trip, and the quickest heartbeat counts', () => {
    const clock = new ServerClock()
    clock.guess(5000, 1000)
    expect(clock.toServer(1000)).toBe(5000)
    const ahead = 4321
    const beat = (sent: number, up: number, down: number) =>
      clock.measure(
        { clientSent: sent, serverReceived: sent + up + ahead, serverSent: sent + up + ahead + 1 },
        sent + up + 1 + down,
      )
    beat(1000, 40, 2)
    expect(Math.abs(clock.offsetMs - ahead)).toBeLessThanOrEqual(21)
    beat(2000, 1, 1)
    expect(clock.offsetMs).toBe(ahead)
    expect(clock.roundTripMs).toBe(2)
    beat(3000, 300, 10)
    expect(clock.offsetMs).toBe(ahead)
  })

  it('[HB8] is known anew from the first heartbeat after a clock was set, and not from one that was only slow', () => {
    const clock = new ServerClock()
    let ahead = 1000
    const beat = (sent: number, up: number, down: number) =>
      clock.measure(
        { clientSent: sent, serverReceived: sent + up + ahead, serverSent: sent + up + ahead },
        sent + up + down,
      )
    beat(0, 1, 1)
    beat(3000, 300, 2)
    beat(6000, 2, 300)
    expect(clock.offsetMs).toBe(1000)
    ahead = 1004
    beat(9000, 1, 1)
    expect(Math.abs(clock.offsetMs - 1002)).toBeLessThan(1)
    ahead = 7500
    beat(12_000, 20, 4)
    expect(clock.offsetMs).toBe(7508)
    beat(15_000, 1, 1)
    expect(clock.offsetMs).toBe(7500)
  })

  it('[HB4] takes the quickest way up and the quickest way down, of whichever heartbeats they were', () => {
    const clock = new ServerClock()
    const beat = (sent: number, up: number, down: number) =>
      clock.measure(
        { clientSent: sent, serverReceived: sent + up + 700, serverSent: sent + up + 700 },
        sent + up + down,
      )
    beat(0, 1, 80)
    expect(clock.offsetMs).toBe(660.5)
    beat(4000, 90, 1)
    expect(clock.offsetMs).toBe(700)
  })

  it('[HB4] stays where it was when all answers begin to wait for a busy page, for as long as clocks allow', () => {
    const clock = new ServerClock()
    const beat = (sent: number, up: number, down: number) =>
      clock.measure({ clientSent: sent, serverReceived: sent + up, serverSent: sent + up }, sent + up + down)
    beat(0, 1, 1)
    for (let at = 4000; at < 600_000; at += 4000) {
      beat(at, 1, 60)
      expect(Math.abs(clock.offsetMs)).toBeLessThan(1)
    }
    // After twenty minutes the clocks may have drifted as far apart as the answers are late.
    for (let at = 600_000; at < 1_400_000; at += 4000) beat(at, 1, 60)
    expect(clock.offsetMs).toBe(-29.5)
  })

  it('[HB4] at random: load never moves it by more than drift and the quickest ways say, and drift is followed', () => {
    const seed = Math.floor(Math.random() * 2 ** 31)
    const source = new SeededRandom(seed)
    const random = () => source.next()
    const clock = new ServerClock()
    const drift = (random() - 0.5) * 60e-6
    const ahead = 10_000 * random()
    /** Milliseconds: mostly quick, sometimes held up; under load never quick. */
    const wait = (isLoaded: boolean) => 0.3 + (isLoaded ? 20 : 0) - Math.log(1 - random()) * (isLoaded ? 40 : 2)
    let worst = 0
    for (let at = 0; at < 1_800_000; at += 4000) {
      const isLoaded = at > 60_000 && at % 600_000 < 300_000
      const serverTime = (time: number) => time * (1 + drift) + ahead
      const sent = Math.round(at)
      const arrived = serverTime(at + wait(false))
      const received = at + wait(isLoaded) + (arrived - serverTime(at))
      clock.measure(
        { clientSent: sent, serverReceived: Math.round(arrived), serverSent: Math.round(arrived) },
        Math.round(received),
      )
      if (at >= 60_000) worst = Math.max(worst, Math.abs(clock.toServer(received) - serverTime(received)))
    }
    // Five minutes of load: 80 parts in a million of that at most, half a round trip, and whole milliseconds.
    expect(worst, `seed ${seed}`).toBeLessThan(16)
  })

  it('does not believe numbers that cannot be', () => {
    const clock = new ServerClock()
    clock.measure({ clientSent: 100, serverReceived: 100, serverSent: 900 }, 200)
    clock.measure({ clientSent: Number.NaN, serverReceived: 1, serverSent: 1 }, 2)
    expect(clock.offsetMs).toBe(0)
    expect(clock.roundTripMs).toBeUndefined()
  })
})
