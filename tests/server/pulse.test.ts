import { describe, expect, it } from 'vitest'
import { Box } from 'vuer-xr'
import { MemoryClient } from '../support/server/memoryClient.ts'

const opened = (wire?: number) => {
  const client = new MemoryClient({ now: () => 1000 }).init(wire)
  client.frames()
  return client
}

describe('session.pulse', () => {
  it('[OP20] sends what Vuer’s client understands too, in its place among operations', () => {
    const client = opened()
    client.session.add(Box({ key: 'a' }))
    client.session.pulse({ left: { strength: 0.5, durationMs: 100 } })
    const [add, pulse] = client.frames()
    expect(add).toMatchObject({ etype: 'ADD' })
    expect(pulse).toMatchObject({
      etype: 'HAPTIC_ACTUATOR_PULSE',
      ts: 1000,
      data: { left: { strength: 0.5, duration: 100 }, right: null },
    })
  })

  it('sends a pattern as a list', () => {
    const client = opened()
    client.session.pulse({
      right: [
        { strength: 1, durationMs: 20, pauseMs: 40 },
        { strength: 1, durationMs: 20 },
      ],
    })
    expect(client.frames()[0]).toMatchObject({
      data: {
        right: [
          { strength: 1, duration: 20, pause: 40 },
          { strength: 1, duration: 20 },
        ],
      },
    })
  })

  it('throws at a mistake, and sends nothing', () => {
    const client = opened()
    expect(() => client.session.pulse({ left: { strength: 7, durationMs: 1 } })).toThrow(
      'HAPTIC_ACTUATOR_PULSE: data.left[0].strength: expected a strength from 0 to 1',
    )
    client.session.close()
    expect(() => client.session.pulse({ left: { strength: 1, durationMs: 1 } })).toThrow(
      expect.objectContaining({ code: 'SESSION_ENDED' }),
    )
    expect(client.frames()).toEqual([])
  })
})
