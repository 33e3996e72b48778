import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import {
  adoptOperation,
  decodeFrame,
  encodeFrame,
  ProtocolError,
  readClientMessage,
  readEventValue,
  readServerMessage,
  SceneGraph,
} from '../../protocol/index.ts'
import { brokenInvariants } from './graphState.ts'
import { SeededRandom } from './seededRandom.ts'

const folder = new URL('../fixtures/vectors/', import.meta.url)
const frames = readdirSync(folder)
  .filter((name) => name.endsWith('.msgpack'))
  .map((name) => new Uint8Array(readFileSync(new URL(name, folder))))
  .concat(
    encodeFrame({ etype: 'HAND_MOVE', seq: 1, value: { left: new Float32Array(400), right: null } }, 'vuer-xr'),
    encodeFrame({ etype: 'UPDATE', data: { nodes: [{ key: 'a', vertices: new Float64Array(9) }] } }, 'vuer-xr'),
  )
const smallFrames = frames.filter(({ length }) => length < 9000)

const repeat = (times: number, ...list: number[]) => Uint8Array.from(Array(times).fill(list).flat())
const array32 = (count: number) => [0xdd, count >>> 24, (count >>> 16) & 255, (count >>> 8) & 255, count & 255]
const map32 = (count: number) => [0xdf, ...array32(count).slice(1)]

/** Refused with INVALID_FRAME, within a moment, and without taking memory for what was only announced. */
function expectRefused(frame: Uint8Array): void {
  const heap = process.memoryUsage().heapUsed
  const started = performance.now()
  let error: unknown
  try {
    decodeFrame(frame)
  } catch (thrown) {
    error = thrown
  }
  expect(performance.now() - started).toBeLessThan(200)
  expect(process.memoryUsage().heapUsed - heap).toBeLessThan(20e6)
  expect(error).toBeInstanceOf(ProtocolError)
  expect((error as ProtocolError).code).toBe('INVALID_FRAME')
}

describe('frames that would exhaust a decoder', () => {
  test.each<[string, Uint8Array]>([
    ['eight nested lists of 16.7 million', repeat(8, ...array32(16_777_215))],
    ['a thousand nested lists of 100 000', repeat(1000, ...array32(100_000))],
    ['a list of four billion', Uint8Array.from(array32(0xffffffff))],
    ['a map of four billion', Uint8Array.from(map32(0xffffffff))],
    [
      'a map that needs twice as many values as there are bytes',
      Uint8Array.from([...map32(5), 0xa0, 0, 0xa0, 0, 0xa0, 0]),
    ],
    ['bytes of 4 GB', Uint8Array.of(0xc6, 255, 255, 255, 255, 0)],
    ['a string of 4 GB', Uint8Array.of(0xdb, 255, 255, 255, 255, 0)],
    ['an extension of 4 GB', Uint8Array.of(0xc9, 255, 255, 255, 255, 22, 0)],
    ['lists that each claim all bytes that are left', repeat(60, ...array32(200))],
  ])('[FR5] %s are refused by their headers', (_, frame) => expectRefused(frame))

  test('[FR3] 200 000 nested lists or maps are refused', () => {
    expectRefused(repeat(200_000, 0x91))
    expectRefused(repeat(200_000, 0x81, 0xa0))
  })

  test('[FR3] 128 levels are read, 129 are not', () => {
    const levels = (count: number) => Uint8Array.from([...repeat(count, 0x91), 0xc0])
    expect(JSON.stringify(decodeFrame(levels(128)))).toBe(`${'['.repeat(128)}null${']'.repeat(128)}`)
    expectRefused(levels(129))
    expect(() => decodeFrame(Uint8Array.from([...repeat(128, 0x91), 0x90]))).toThrow(/deeper than 128/)
  })

  test('[FR3] each limit can be set', () => {
    const limits = { maxBytes: 10, maxDepth: 2, maxValues: 4, maxStringBytes: 3, maxListLength: 4, maxMapSize: 1 }
    expect(decodeFrame(Uint8Array.of(0x92, 0x91, 1, 2), limits)).toEqual([[1], 2])
    expect(() => decodeFrame(new Uint8Array(11), limits)).toThrow('the frame has 11 bytes, the limit is 10')
    expect(() => decodeFrame(Uint8Array.of(0x91, 0x91, 0x91, 1), limits)).toThrow('nested deeper than 2 levels')
    expect(() => decodeFrame(Uint8Array.of(0x94, 1, 2, 3, 4), limits)).toThrow('more than 4 values')
    expect(() => decodeFrame(Uint8Array.of(0xa4, 1, 2, 3, 4), limits)).toThrow('a text has 4 bytes, the limit is 3')
    expect(() => decodeFrame(Uint8Array.of(0xd9, 4, 1, 2, 3, 4), limits)).toThrow('a text has 4 bytes')
    expect(decodeFrame(Uint8Array.of(0xc4, 4, 1, 2, 3, 4), limits)).toEqual(Uint8Array.of(1, 2, 3, 4))
    expect(() => decodeFrame(Uint8Array.of(0x95, 1, 2, 3, 4, 5), limits)).toThrow(
      'a list claims 5 entries, the limit is 4',
    )
    expect(() => decodeFrame(Uint8Array.of(0x82, 0xa0, 1, 0xa1, 2, 3), limits)).toThrow(
      'a map claims 2 entries, the limit is 1',
    )
  })
})

describe('frames that are damaged', () => {
  test.each<[string, Uint8Array]>([
    ['nothing', new Uint8Array()],
    ['two values', Uint8Array.of(1, 2)],
    ['a byte that means nothing', Uint8Array.of(0xc1)],
    ['the text of a JSON message', new TextEncoder().encode('{"etype":"INIT"}')],
    ['a map whose key is a list', Uint8Array.of(0x81, 0x90, 1)],
    ['a map whose key is absent', Uint8Array.of(0x81, 0xd4, 0, 0, 1)],
    ['a timestamp of a wrong length', Uint8Array.of(0xd4, 0xff, 0)],
  ])('[FR1] %s is refused', (_, frame) => expectRefused(frame))

  test('[FR4] a text is refused', () => {
    expect(() => decodeFrame('{"etype":"INIT"}' as never)).toThrow(
      new ProtocolError('INVALID_FRAME', 'a frame must be binary'),
    )
  })

  test('[FR1] every frame is refused when it ends early, wherever that is', () => {
    for (const frame of smallFrames) {
      for (let end = 0; end < frame.length; end += 1) {
        try {
          decodeFrame(frame.subarray(0, end))
        } catch (error) {
          if (error instanceof ProtocolError && error.code === 'INVALID_FRAME') continue
          throw error
        }
        throw new Error(`${end} of ${frame.length} bytes were read as a whole frame`)
      }
    }
  })

  test('[FR6] a changed frame never raises anything but a ProtocolError, from its bytes to the graph', () => {
    const random = new SeededRandom()
    const graph = new SceneGraph()
    let outcomes = { read: 0, refused: 0 }
    for (let round = 0; round < 20_000; round += 1) {
      const frame = mutate(random.pick(smallFrames), random)
      try {
        handle(frame, graph)
        outcomes = { ...outcomes, read: outcomes.read + 1 }
      } catch (error) {
        outcomes = { ...outcomes, refused: outcomes.refused + 1 }
        if (!(error instanceof ProtocolError)) {
          const hex = Buffer.from(frame).toString('hex')
          throw new Error(`SEED=${random.seed}, frame ${hex}: ${String(error)}`, { cause: error })
        }
      }
      if (round % 100 === 0) expect(brokenInvariants(graph), `SEED=${random.seed}`).toEqual([])
    }
    expect(outcomes.read).toBeGreaterThan(1000)
    expect(outcomes.refused).toBeGreaterThan(1000)
  })
})

function handle(frame: Uint8Array, graph: SceneGraph): void {
  const value = decodeFrame(frame)
  const event = readClientMessage(value)
  const message = readServerMessage(value)
  if (message.kind === 'operation') {
    graph.apply(adoptOperation(message.operation, graph).operation)
    new SceneGraph().apply(message.operation)
  } else readEventValue(event.etype, event.value)
}

function mutate(frame: Uint8Array, random: SeededRandom): Uint8Array {
  const bytes = [...frame]
  for (let count = random.below(3) + 1; count > 0; count -= 1) {
    const at = random.below(bytes.length)
    const kind = random.below(4)
    if (kind === 0) bytes[at] = random.below(256)
    else if (kind === 1) bytes[at] = random.pick([0xc0, 0x90, 0x80, 0xa0, 0xd4, 0xc1, 0xca, 0xdd, 0, 0xff])
    else if (kind === 2) bytes.splice(at, random.below(4), ...random.list(4, () => random.below(256)))
    else bytes[at] = bytes[at]! ^ (1 << random.below(8))
  }
  return Uint8Array.from(bytes)
}
