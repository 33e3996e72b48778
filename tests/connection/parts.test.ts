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

  it('does not believe numbers that cannot be', () => {
    const clock = new ServerClock()
    clock.measure({ clientSent: 100, serverReceived: 100, serverSent: 900 }, 200)
    clock.measure({ clientSent: Number.NaN, serverReceived: 1, serverSent: 1 }, 2)
    expect(clock.offsetMs).toBe(0)
    expect(clock.roundTripMs).toBeUndefined()
  })
})
