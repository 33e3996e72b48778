import { describe, expect, it } from 'vitest'
import { backoffMs } from '../../connection/backoff.ts'
import { ServerClock } from '../../connection/ServerClock.ts'

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
    expect(clock.offsetMs).toBe(1000)
    ahead = 7500
    beat(12_000, 20, 4)
    expect(clock.offsetMs).toBe(7508)
    beat(15_000, 1, 1)
    expect(clock.offsetMs).toBe(7500)
  })

  it('[HB4] is that of the last eight heartbeats', () => {
    const clock = new ServerClock()
    const beat = (sent: number, up: number, down: number) =>
      clock.measure({ clientSent: sent, serverReceived: sent + up, serverSent: sent + up }, sent + up + down)
    beat(0, 0, 0)
    for (let count = 1; count < 8; count += 1) beat(count * 3000, 20, 10)
    expect(clock.roundTripMs).toBe(0)
    beat(24_000, 20, 10)
    expect([clock.roundTripMs, clock.offsetMs]).toEqual([30, 5])
  })

  it('does not believe numbers that cannot be', () => {
    const clock = new ServerClock()
    clock.measure({ clientSent: 100, serverReceived: 100, serverSent: 900 }, 200)
    clock.measure({ clientSent: Number.NaN, serverReceived: 1, serverSent: 1 }, 2)
    expect(clock.offsetMs).toBe(0)
    expect(clock.roundTripMs).toBeUndefined()
  })
})
