import { expect, it } from 'vitest'
import { MemoryClient } from '../support/server/memoryClient.ts'

const opened = () => {
  const client = new MemoryClient({ now: () => 1000 }).init()
  client.frames()
  return client
}

it('[OP21] session.recenter says where the person is to stand, and which way to look', () => {
  const client = opened()
  client.session.recenter({ position: [1, 0, -2], heading: Math.PI / 2 })
  client.session.recenter()
  expect(client.frames()).toMatchObject([
    { etype: 'RECENTER', data: { position: [1, 0, -2], heading: Math.PI / 2 } },
    { etype: 'RECENTER', data: { position: [0, 0, 0], heading: 0 } },
  ])
})

it('[OP21] session.recenter throws at what is no place, and sends nothing', () => {
  const client = opened()
  expect(() => client.session.recenter({ position: [0, Number.NaN, 0] })).toThrow('RECENTER: data.position[1]')
  expect(() => client.session.recenter({ heading: 'north' as never })).toThrow('RECENTER: data.heading')
  expect(client.frames()).toEqual([])
})
