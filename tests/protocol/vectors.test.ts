import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import {
  adoptOperation,
  decodeFrame,
  encodeFrame,
  HAND_LENGTH,
  type NodeData,
  type Operation,
  operationMessage,
  plainOperation,
  readClientMessage,
  readEventValue,
  readGrabRenderAnswer,
  readGrabRenderRequest,
  readServerMessage,
  SceneGraph,
  SLOTS,
} from '../../protocol/index.ts'
import { brokenInvariants } from './graphState.ts'

type Fields = Record<string, unknown>

const folder = new URL('../fixtures/vectors/', import.meta.url)
const names = readdirSync(folder).flatMap((name) =>
  name.endsWith('.msgpack') ? [name.slice(0, -'.msgpack'.length)] : [],
)
const frameOf = (name: string): Uint8Array => new Uint8Array(readFileSync(new URL(`${name}.msgpack`, folder)))
const read = (name: string) => decodeFrame(frameOf(name)) as Fields
const described = (name: string): Fields => {
  const { $note: _note, ...description } = JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8'))
  return description
}

const server = names.filter((name) => name.startsWith('server-'))
const browser = names.filter((name) => !name.startsWith('server-'))
const operations = server.filter((name) => readServerMessage(read(name)).kind === 'operation')

/** Fails where a value is not what its description says. */
function expectDescribed(value: unknown, description: unknown, where: string): void {
  if (Array.isArray(description)) {
    const last = description.at(-1)
    const cut = typeof last === 'string' ? /^\.\.\.(\d+)$/.exec(last) : null
    const entries = cut ? description.slice(0, -1) : description
    expect(value, where).toHaveLength(cut ? Number(cut[1]) : description.length)
    entries.forEach((entry, index) => {
      expectDescribed((value as unknown[])[index], entry, `${where}[${index}]`)
    })
  } else if (typeof description !== 'object' || description === null) {
    // Minus zero is written as zero.
    expect(typeof value === 'number' ? value + 0 : value, where).toBe(
      typeof description === 'number' ? description + 0 : description,
    )
  } else if ('$int64' in description) expect(value, where).toBe(Number(description.$int64))
  else if ('$float' in description) expect(value, where).toBe(Number(description.$float))
  else if ('$ext' in description) expect(value, where).toBeUndefined()
  else if ('length' in description && ('sha256' in description || '$bin' in description || 'head' in description)) {
    expectBytes(value, description as Fields, where)
  } else {
    expect(Object.keys(value as object).sort(), where).toEqual(Object.keys(description).sort())
    for (const [name, entry] of Object.entries(description)) {
      expectDescribed((value as Fields)[name], entry, `${where}.${name}`)
    }
  }
}

function expectBytes(value: unknown, { length, sha256, $bin, head }: Fields, where: string): void {
  expect(value, where).toBeInstanceOf(Uint8Array)
  const bytes = Buffer.from(value as Uint8Array)
  expect(bytes.length, where).toBe(length)
  if ($bin !== undefined) expect(bytes.toString('hex'), where).toBe($bin)
  if (head !== undefined) expect(bytes.toString('hex', 0, String(head).length / 2), where).toBe(head)
  if (sha256 === undefined) return
  const hash = createHash('sha256').update(bytes).digest('hex')
  expect(hash.slice(0, String(sha256).length), where).toBe(sha256)
}

test('there are recorded frames of both directions', () => {
  expect(operations.length).toBeGreaterThan(45)
  expect(browser.length).toBeGreaterThan(10)
})

describe('frames of the Python server', () => {
  test.each(server)('[FR16] %s holds what its description says', (name) => {
    expectDescribed(read(name), described(name), name)
  })

  test.each(operations)('[AD15] %s applies to an empty scene, and the scene then shows it', (name) => {
    const message = readServerMessage(read(name))
    if (message.kind !== 'operation') throw new Error('no operation')
    const received = plainOperation(message.operation)
    const graph = sceneBefore(received)
    const { operation, notes } = adoptOperation(received, graph)
    graph.apply(operation)
    expect(brokenInvariants(graph)).toEqual([])
    expect(notes).toEqual([])
    expectShown(graph, received)
  })

  test.each(operations)('[OP1] %s, written by us, means the same', (name) => {
    const { etype, data } = read(name)
    const message = readServerMessage(read(name))
    if (message.kind !== 'operation') throw new Error('no operation')
    expect(decodeFrame(encodeFrame(operationMessage(message.operation, 123), 'vuer'))).toEqual(
      withoutMinusZero({ ts: 123, etype, data }),
    )
  })

  test.each(server.filter((name) => 'uuid' in read(name)))('[CA7] %s is a call', (name) => {
    const message = readServerMessage(read(name))
    const { etype, uuid, key, rtype, data } = described(name)
    expect(message).toMatchObject({ kind: 'call', call: { etype, uuid, key, responseType: rtype } })
    if (message.kind === 'call' && etype === 'GRAB_RENDER') {
      const { subsample = 1, quality = 0.9 } = data as Fields
      expect(readGrabRenderRequest(message.call.data)).toMatchObject({ quality, subsample, format: 'jpeg' })
    }
  })

  test.each(server.filter((name) => !operations.includes(name) && !('uuid' in read(name))))(
    '[OP11] %s is an event',
    (name) => {
      const { etype, data } = described(name)
      expect(readServerMessage(read(name))).toEqual({ kind: 'event', etype, data })
    },
  )
})

describe('frames of the browser client', () => {
  test.each(browser)('[FR8] %s holds what its description says', (name) => {
    expectDescribed(read(name), described(name), name)
  })

  test.each(browser)('[EV8] [EV5] %s is read', (name) => {
    const { etype, key, ts } = described(name)
    const message = readClientMessage(read(name))
    expect(message).toMatchObject({ etype, key })
    expect(message.sequence).toBeUndefined()
    if (ts === undefined) expect(message.ts).toBeUndefined()
    else expect(new Date(message.ts!).getUTCFullYear()).toBe(2026)
    readEventValue(message.etype, message.value)
  })

  const eventValueOf = <Name extends string>(name: string, etype: Name) => readEventValue(etype, read(name).value)

  test('[EV6] hands that are extension 0 are absent', () => {
    expect(eventValueOf('browser-HAND_MOVE', 'HAND_MOVE')).toEqual({
      left: null,
      leftState: {},
      leftRay: null,
      leftRadii: null,
      right: null,
      rightState: {},
      rightRay: null,
      rightRadii: null,
      tracking: { left: 'absent', right: 'absent' },
    })
  })

  test('[EV7] hands that are lists have 400 numbers', () => {
    const { left, right, tracking } = eventValueOf('synthetic-HAND_MOVE-full', 'HAND_MOVE')
    expect([left?.length, right?.length]).toEqual([HAND_LENGTH, HAND_LENGTH])
    expect(left).toBeInstanceOf(Float32Array)
    expect(tracking).toEqual({ left: 'unknown', right: 'unknown' })
  })

  test('[EV7] controllers, head and camera have 16', () => {
    const { left, right } = eventValueOf('browser-CONTROLLER_MOVE', 'CONTROLLER_MOVE')
    expect([left?.[12], right?.[12]]).toEqual([-0.25, 0.25])
    expect(eventValueOf('browser-HEAD_MOVE', 'HEAD_MOVE').matrix).toHaveLength(16)
    expect(eventValueOf('browser-CAMERA_MOVE', 'CAMERA_MOVE').camera?.matrix).toHaveLength(16)
  })

  test.each(browser.filter((name) => name.includes('GRAB_RENDER_RESPONSE')))('[CA11] %s is a picture', (name) => {
    const { width, height, frame } = (described(name).value ?? {}) as Fields
    const answer = readGrabRenderAnswer(read(name).value)
    if ('error' in answer) throw new Error(answer.error.message)
    expect(answer).toMatchObject({ width, height })
    expect(answer.frame).toHaveLength((frame as Fields).length as number)
  })
})

/** A scene in which the parents and nodes exist that an operation speaks of. */
function sceneBefore(operation: Operation): SceneGraph {
  const graph = new SceneGraph()
  const keys = new Set<string>()
  if ('to' in operation && operation.to !== null && !SLOTS.includes(operation.to as never)) keys.add(operation.to)
  if (operation.op === 'update') for (const { key } of operation.nodes) keys.add(key)
  if (operation.op === 'remove') for (const key of operation.keys) keys.add(key)
  graph.apply({ op: 'add', nodes: [...keys].map((key) => ({ tag: 'Before', key })), to: null })
  return graph
}

function expectShown(graph: SceneGraph, operation: Operation): void {
  if (operation.op === 'remove') {
    for (const key of operation.keys) expect(graph.has(key)).toBe(false)
    return
  }
  if (operation.op === 'set') {
    const { key: _key, ...scene } = operation.scene
    expect(graph.toJSON()).toEqual(withoutNulls(scene))
    return
  }
  for (const node of operation.nodes) {
    if (typeof node === 'string') throw new Error('Python sends no texts at the top')
    expect(graph.nodeData(node.key)).toEqual(withoutNulls({ tag: 'Before', ...node }))
    if (operation.op === 'update') continue
    const { parent, slot } = graph.get(node.key)!
    const { to } = operation
    if (to === null) expect([parent, slot]).toEqual([null, 'children'])
    else expect(SLOTS.includes(to as never) ? slot : parent).toBe(to)
  }
}

function withoutMinusZero(value: unknown): unknown {
  if (typeof value === 'number') return value + 0
  if (Array.isArray(value)) return value.map(withoutMinusZero)
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, withoutMinusZero(entry)]))
}

/** A node as a graph keeps it: null is no prop, an empty list of children no list. */
function withoutNulls(node: Fields): unknown {
  const entries = Object.entries(node).filter(([, value]) => value !== null)
  return Object.fromEntries(
    entries.flatMap(([name, value]): [string, unknown][] => {
      if (name !== 'children' && !SLOTS.includes(name as never)) return [[name, value]]
      const children = value as (NodeData | string)[]
      return children.length === 0
        ? []
        : [[name, children.map((child) => (typeof child === 'string' ? child : withoutNulls(child)))]]
    }),
  )
}
