import { expect, it } from 'vitest'
import type { ClientEvent } from 'vuer-xr'
import { MemoryServer } from '../support/server/memoryClient.ts'
import { connectInMemory } from '../support/server/memoryWire.ts'

const value = { matrix: null, tracking: 'absent' }

it('[EV13] samples of one frame of the headset arrive with its number; what has no frame has none', () => {
  const events: ClientEvent[] = []
  const server = new MemoryServer({ onEvent: (event) => events.push(event) })
  const client = connectInMemory(server, {
    onOperation() {},
    onRestore() {},
    onCall() {},
    onState() {},
    onProblem() {},
  })
  client.wire.accept()
  client.connection.send({ etype: 'HEAD_MOVE', key: 'early', value, xrFrame: 3 })
  client.wire.deliver()
  client.connection.send({ etype: 'HEAD_MOVE', key: 'head', value, xrFrame: 4 })
  client.connection.send({ etype: 'HAND_MOVE', key: 'hands', value: {}, xrFrame: 4 })
  client.connection.send({ etype: 'HEAD_MOVE', key: 'head', value })
  client.wire.deliver()
  expect(events.map(({ key, xrFrame }) => [key, xrFrame])).toEqual([
    [undefined, undefined],
    ['early', undefined],
    ['head', 4],
    ['hands', 4],
    ['head', undefined],
  ])
  client.connection.close()
})
