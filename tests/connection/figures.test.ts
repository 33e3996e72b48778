import { describe, expect, it } from 'vitest'
import { ServerClock } from '../../connection/ServerClock.ts'
import type { Socket } from '../../connection/Socket.ts'
import { Uplink } from '../../connection/Uplink.ts'

describe('the last round trip', () => {
  it('is that of the newest heartbeat, not of the best one, and says when it was', () => {
    const clock = new ServerClock()
    expect(clock.last).toBeUndefined()
    clock.measure({ clientSent: 1000, serverReceived: 5005, serverSent: 5005 }, 1010)
    clock.measure({ clientSent: 3000, serverReceived: 7200, serverSent: 7210 }, 3410)
    expect(clock.last).toMatchObject({ roundTripMs: 400, at: 3410 })
    expect(clock.roundTripMs).toBe(10)
    clock.guess(9000, 5000)
    expect(clock.last).toBeUndefined()
  })
})

describe('samples that are sent', () => {
  it('are told one by one, without those that made way for newer ones and those that nobody took', () => {
    const told: unknown[] = []
    const uplink = new Uplink(
      new ServerClock(),
      () => 0,
      ({ etype, key, value }) => told.push([etype, key, value]),
    )
    const sample = (value: number) => uplink.send({ etype: 'HEAD_MOVE', key: 'head', value })
    sample(0)
    const socket = { readyState: 1, bufferedAmount: 0, send: () => {} } as unknown as Socket & {
      bufferedAmount: number
    }
    uplink.open(socket)
    uplink.begin({ keepsEvents: false })
    sample(1)
    uplink.send({ etype: 'CLICK', key: 'b', value: undefined })
    socket.bufferedAmount = 1e6
    sample(2)
    sample(3)
    uplink.close()
    expect(told).toEqual([['HEAD_MOVE', 'head', 1]])
  })
})
