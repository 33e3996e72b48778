import { describe, expect, it } from 'vitest'
import { encodeFrame, readClientMessage } from 'vuer-xr'
import { decodeFrame } from '../../protocol/index.ts'
import type { ClientEvent } from '../../server/session/ClientEvent.ts'
import { RecentEvents } from '../../server/session/RecentEvents.ts'
import { SeededRandom } from '../protocol/seededRandom.ts'
import { MemoryClient } from '../support/server/memoryClient.ts'

const eventOf = (value: unknown, receivedAt: number) => ({ etype: 'SAID', value, receivedAt }) as ClientEvent
const recall = (frame: Uint8Array, receivedAt: number) =>
  eventOf(readClientMessage(decodeFrame(frame)).value, receivedAt)
const frameOf = (value: unknown) => encodeFrame({ etype: 'SAID', value }, 'vuer-xr')

describe('the last events', () => {
  it.each([0, 1, 3, 4, 7])('are what a handler got, wherever their frames begin in memory (%d)', (offset) => {
    const handled: ClientEvent[] = []
    let now = 1000
    const client = new MemoryClient({ now: () => now, onEvent: (event) => handled.push(event) }).init()
    client.session.clear()
    const matrix = Float32Array.from({ length: 16 }, (_, index) => index)
    const values = [
      { matrix, tracking: 'tracked' },
      { note: 'x', bytes: new Uint8Array(200), numbers: new Float64Array([1, 2, 3]) },
      { note: 'small', bytes: new Uint8Array(3) },
      { note: 'large', bytes: new Uint8Array(100_000) },
    ]
    for (const [seq, value] of values.entries()) {
      now += 10
      const etype = seq === 0 ? 'HEAD_MOVE' : 'NOTE'
      const frame = encodeFrame({ etype, key: 'k', ts: now - 5, seq, xrFrame: 7, value }, 'vuer-xr')
      const memory = Buffer.alloc(frame.length + 16)
      memory.set(frame, offset)
      client.connection.receive(memory.subarray(offset, offset + frame.length))
    }
    const recent = [...client.session.stream()]
    expect(recent).toStrictEqual(handled.slice(1))
    expect(recent.map(({ ageMs }) => ageMs)).toEqual(handled.slice(1).map(({ ageMs }) => ageMs))
    const bytesOf = ({ value }: ClientEvent) => (value as { bytes?: Uint8Array }).bytes
    for (const events of [recent, handled.slice(1)]) {
      expect(events.map(bytesOf).map((bytes) => bytes && Buffer.isBuffer(bytes))).toEqual([undefined, true, true, true])
    }
  })

  it('are those of a list that drops its oldest, whether they are kept as bytes or as they are', () => {
    const random = new SeededRandom()
    for (let sequence = 0; sequence < 60; sequence += 1) {
      const capacity = random.below(6)
      const recent = new RecentEvents(capacity)
      let model: ClientEvent[] = []
      for (let step = 0; step < 200; step += 1) {
        const roll = random.below(10)
        if (roll < 6) {
          const value = random.chance(0.02) ? 'x'.repeat(70_000) : 'x'.repeat(random.below(2000))
          const event = eventOf(value, step)
          if (random.chance(0.7)) recent.put(event, frameOf(value), recall)
          else recent.put(event)
          model = [...model, event].slice(capacity === 0 ? Number.POSITIVE_INFINITY : -capacity)
        } else if (roll === 6) expect(recent.popleft(), `SEED=${random.seed}`).toEqual(model.shift())
        else if (roll === 7) expect(recent.pop(), `SEED=${random.seed}`).toEqual(model.pop())
        else if (random.chance(0.2)) {
          expect([...recent.stream()], `SEED=${random.seed}`).toEqual(model)
          model = []
        } else if (random.chance(0.1)) {
          recent.clear()
          model = []
        }
      }
    }
  })

  it('are as they came, whatever becomes of the memory that they came in', () => {
    const recent = new RecentEvents(1)
    const pose = new Float32Array([1, 2, 3])
    const frame = frameOf(pose)
    recent.put(eventOf(pose, 1), frame, recall)
    frame.fill(0xff)
    const taken = recent.pop()
    expect(taken?.value).toEqual(new Float32Array([1, 2, 3]))
    recent.put(eventOf([4], 2), frameOf(new Float32Array([4, 5, 6])), recall)
    expect(taken?.value).toEqual(new Float32Array([1, 2, 3]))
  })
})
