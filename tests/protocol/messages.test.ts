import { describe, expect, test } from 'vitest'
import { CLOSE_CODES, type Operation, operationMessage, readServerMessage } from '../../protocol/index.ts'

const read = (etype: string, data?: unknown) => readServerMessage({ ts: 1, etype, data })
const node = { tag: 'Box', key: 'a', color: null }

describe('operations', () => {
  test.each<[string, Operation, unknown]>([
    [
      '[OP2] SET',
      { op: 'set', scene: { tag: 'Scene', up: [0, 1, 0], children: [node] } },
      { tag: 'Scene', up: [0, 1, 0], children: [node] },
    ],
    ['[OP3] ADD', { op: 'add', nodes: [node, 'text'], to: 'g' }, { nodes: [node, 'text'], to: 'g' }],
    ['[OP4] UPDATE', { op: 'update', nodes: [{ key: 'a' }] }, { nodes: [{ key: 'a' }] }],
    ['[OP5] UPSERT', { op: 'upsert', nodes: [node], to: null }, { nodes: [node], to: null }],
    ['[OP6] REMOVE', { op: 'remove', keys: ['a', 'b'] }, { keys: ['a', 'b'] }],
  ])('%s is written and read', (name, operation, data) => {
    const message = operationMessage(operation, 123)
    expect(message).toEqual({ ts: 123, etype: name.split(' ')[1], data })
    expect(readServerMessage(message)).toEqual({ kind: 'operation', operation })
  })

  test('[OP2] a SET of any tag is a scene', () => {
    expect(read('SET', { tag: 'Group', key: '6' })).toEqual({
      kind: 'operation',
      operation: { op: 'set', scene: { tag: 'Scene', key: '6' } },
    })
  })

  test('[OP6] [OP7] keys that are numbers are strings', () => {
    expect(read('REMOVE', { keys: [7, 'a'] })).toMatchObject({ operation: { keys: ['7', 'a'] } })
    expect(read('ADD', { nodes: [], to: 7 })).toMatchObject({ operation: { to: '7' } })
    expect(read('UPSERT', { nodes: [] })).toMatchObject({ operation: { to: null } })
  })

  test.each<[string, unknown, string]>([
    ['SET', undefined, 'SET: data: expected a map, got undefined'],
    ['SET', [], 'SET: data: expected a map, got a list'],
    ['ADD', { nodes: node }, 'ADD: data.nodes: expected a list of nodes, got object'],
    ['ADD', { nodes: [null] }, 'ADD: data.nodes: expected a list of nodes, got nothing'],
    ['ADD', { nodes: [], to: [] }, 'ADD: data.to: expected a key or nothing, got a list'],
    ['UPDATE', { nodes: ['text'] }, 'UPDATE: data.nodes: expected a list of nodes, got string'],
    ['UPSERT', { nodes: ['text'] }, 'UPSERT: data.nodes: expected a list of nodes, got string'],
    ['REMOVE', { keys: 'a' }, 'REMOVE: data.keys: expected a list of keys, got string'],
  ])('[OP9] %s of %j is refused', (etype, data, message) => {
    expect(() => read(etype, data)).toThrow(expect.objectContaining({ code: 'INVALID_FRAME', message }))
  })

  test('[OP10] what else the envelope holds does not count', () => {
    expect(readServerMessage({ etype: 'UPDATE', strict: true, uuid: 'u', data: { nodes: [] } })).toEqual({
      kind: 'operation',
      operation: { op: 'update', nodes: [] },
    })
  })

  test('[OP11] any other name is an event, with what came', () => {
    expect(read('MINE', [1, 2])).toEqual({ kind: 'event', etype: 'MINE', data: [1, 2] })
    expect(read('TERMINATE', null)).toEqual({ kind: 'event', etype: 'TERMINATE', data: null })
    expect(read('HELLO', 'world')).toEqual({ kind: 'event', etype: 'HELLO', data: 'world' })
  })
})

describe('messages about the connection', () => {
  test('[HS1] HELLO is read', () => {
    const first = { wire: 1, sessionId: 's', version: '0.1.0', serverTime: 5 }
    expect(read('HELLO', { ...first, more: 1 })).toEqual({
      kind: 'hello',
      hello: { ...first, role: 'operator', resumed: false, received: 0, settled: 0 },
    })
    const resume = { token: 't', seconds: 30 }
    const whole = { ...first, name: 'lab', role: 'viewer', resume, resumed: true, received: 7, settled: 9 }
    expect(read('HELLO', whole)).toEqual({ kind: 'hello', hello: whole })
    expect(read('HELLO', { ...first, role: 'king', resume: { token: 5 }, received: -1, settled: 0.5 })).toEqual(
      read('HELLO', first),
    )
  })

  test('[HS6] a HELLO without what it must say is refused', () => {
    expect(() => read('HELLO', { wire: 1, sessionId: 's' })).toThrow(expect.objectContaining({ code: 'INVALID_FRAME' }))
  })

  test('[HB6] the answer to a heartbeat is read, and refused without its three times', () => {
    const answer = { clientSent: 1, serverReceived: 2, serverSent: 3, received: 4 }
    expect(read('HEARTBEAT', { ...answer, more: 1 })).toEqual({ kind: 'heartbeat', answer })
    expect(() => read('HEARTBEAT', { clientSent: 1, serverSent: 3 })).toThrow(
      expect.objectContaining({ code: 'INVALID_FRAME' }),
    )
  })

  test('[FR19] close codes are standard ones or of the range for applications', () => {
    const codes = Object.values(CLOSE_CODES)
    expect(new Set(codes).size).toBe(codes.length)
    expect(codes.every((code) => [1000, 1001, 1009, 1011].includes(code) || (code >= 4000 && code < 5000))).toBe(true)
  })
})
