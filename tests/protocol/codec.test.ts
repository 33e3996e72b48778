import { ExtData } from '@msgpack/msgpack'
import { describe, expect, test } from 'vitest'
import { type Dialect, decodeFrame, encodeFrame, type NodeData, SceneGraph } from '../../protocol/index.ts'
import { refusal } from '../support/refusal.ts'
import { SeededRandom } from './seededRandom.ts'

const TYPED_ARRAYS = [
  ['Int8Array', 16, Int8Array],
  ['Uint8ClampedArray', 17, Uint8ClampedArray],
  ['Int16Array', 18, Int16Array],
  ['Uint16Array', 19, Uint16Array],
  ['Int32Array', 20, Int32Array],
  ['Uint32Array', 21, Uint32Array],
  ['Float32Array', 22, Float32Array],
  ['Float64Array', 23, Float64Array],
] as const
const DIALECTS: Dialect[] = ['vuer', 'vuer-xr']

const bytes = (...list: number[]) => Uint8Array.from(list)
/** The same bytes at an odd place of a larger buffer, as Node's pool hands them out. */
const misplaced = (frame: Uint8Array, offset: number): Uint8Array => {
  const larger = new Uint8Array(frame.length + offset + 3)
  larger.set(frame, offset)
  return larger.subarray(offset, offset + frame.length)
}

describe('plain values', () => {
  const message = {
    etype: 'X',
    text: 'höher ☃ 🤖',
    numbers: [0, 1, -1, 127, 128, -32, -33, 255, 65_536, 2 ** 31, 2 ** 32, 2 ** 53, -(2 ** 53), 0.1, 1e300, -1e-300],
    special: [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
    flags: [true, false, null],
    nested: { list: [[], {}, [[1]]], empty: '' },
    long: 'x'.repeat(70_000),
    many: Array.from({ length: 70_000 }, (_, index) => index),
  }

  test.each(DIALECTS)('[FR16] travel unchanged in %s', (dialect) => {
    expect(decodeFrame(encodeFrame(message, dialect))).toEqual(message)
  })

  test('[FR16] float32 and 64-bit integers of other programs are read as numbers', () => {
    expect(decodeFrame(bytes(0xca, 0x3f, 0x00, 0, 0))).toBe(0.5)
    expect(decodeFrame(bytes(0xcf, 0, 0, 1, 0, 0, 0, 0, 7))).toBe(2 ** 40 + 7)
    expect(decodeFrame(bytes(0xd3, ...Array(8).fill(0xff)))).toBe(-1)
  })

  test.each(DIALECTS)('[FR9] what is undefined is not written in a map, and nil in a list, in %s', (dialect) => {
    expect(decodeFrame(encodeFrame({ a: undefined, b: [undefined] }, dialect))).toEqual({ b: [null] })
    expect('a' in (decodeFrame(encodeFrame({ a: undefined }, dialect)) as object)).toBe(false)
  })

  test('[FR8] extension 0 is read as what is not there', () => {
    expect(decodeFrame(bytes(0x81, 0xa1, 0x6c, 0xd4, 0, 0))).toEqual({ l: undefined })
  })

  test('[FR7] keys that are numbers become strings, and __proto__ refuses the frame', () => {
    expect(decodeFrame(bytes(0x82, 1, 2, 0xff, 3))).toEqual({ '1': 2, '-1': 3 })
    const proto = encodeFrame({ aaaaaaaaa: { polluted: true } }, 'vuer')
    proto.set(new TextEncoder().encode('__proto__'), 2)
    expect(refusal(() => decodeFrame(proto)).code).toBe('INVALID_FRAME')
    expect('polluted' in {}).toBe(false)
  })

  test.each(DIALECTS)('[FR18] an extension that nobody knows is passed on as it is, in %s', (dialect) => {
    const frame = bytes(0x81, 0xa1, 0x78, 0xd5, 99, 1, 2)
    const value = decodeFrame(frame)
    expect(value).toEqual({ x: new ExtData(99, bytes(1, 2)) })
    expect(encodeFrame(value, dialect)).toEqual(frame)
  })

  test('[FR1] a frame is a copy: the next one does not change it', () => {
    const first = encodeFrame({ a: 1 }, 'vuer-xr')
    const kept = first.slice()
    encodeFrame({ b: 2 }, 'vuer-xr')
    expect(first).toEqual(kept)
    expect(first.byteOffset).toBe(0)
  })
})

describe('bytes', () => {
  test.each(DIALECTS)('[FR14] stay bytes in %s, from a buffer, a view of it, or a part', (dialect) => {
    const whole = bytes(0, 1, 2, 3, 4, 5)
    const sent = {
      a: whole,
      b: whole.subarray(2, 4),
      c: Buffer.from([7, 8]),
      d: new DataView(whole.buffer, 1, 2),
      e: bytes(),
    }
    const read = decodeFrame(encodeFrame(sent, dialect)) as Record<string, Uint8Array>
    expect(read).toEqual({ a: whole, b: bytes(2, 3), c: bytes(7, 8), d: bytes(1, 2), e: bytes() })
  })
})

describe('typed arrays', () => {
  test.each(TYPED_ARRAYS)('[FR10] %s is extension %i', (_, type, TypedArrayOf) => {
    const frame = encodeFrame(TypedArrayOf.from([1, 2, 3]), 'vuer-xr')
    expect([frame[0], frame[5]]).toEqual([0xc9, type])
    const read = decodeFrame(frame)
    expect(read).toBeInstanceOf(TypedArrayOf)
    expect(read).toEqual(TypedArrayOf.from([1, 2, 3]))
  })

  test.each(TYPED_ARRAYS)(
    '[FR11] its first element is aligned in the frame, wherever it stands (%s)',
    (_name, _type, TypedArrayOf) => {
      const list = TypedArrayOf.from([1, 2, 100, 4, 5])
      for (let length = 0; length < 20; length += 1) {
        const frame = encodeFrame(
          { before: 'x'.repeat(length), list, after: length, again: list.subarray(1, 4) },
          'vuer-xr',
        )
        const read = decodeFrame(frame) as { list: typeof list; again: typeof list; after: number }
        expect(read.list.byteOffset % TypedArrayOf.BYTES_PER_ELEMENT).toBe(0)
        expect(read.list.buffer).toBe(frame.buffer)
        expect(read.again.buffer).toBe(frame.buffer)
        expect(read).toEqual({ before: 'x'.repeat(length), list, after: length, again: list.slice(1, 4) })
      }
    },
  )

  test.each(TYPED_ARRAYS)(
    '[FR12] it is copied where it is not aligned in memory (%s)',
    (_name, _type, TypedArrayOf) => {
      const list = TypedArrayOf.from([1, 2, 100])
      const frame = encodeFrame({ list }, 'vuer-xr')
      for (let offset = 0; offset < 8; offset += 1) {
        for (const input of [
          misplaced(frame, offset),
          Buffer.from(misplaced(frame, offset).buffer, offset, frame.length),
        ]) {
          const read = decodeFrame(input) as { list: typeof list }
          expect(read.list).toEqual(list)
          expect(read.list.buffer === input.buffer).toBe(offset % TypedArrayOf.BYTES_PER_ELEMENT === 0)
        }
      }
    },
  )

  test.each(TYPED_ARRAYS)(
    '[FR11] an empty one, and one that is part of a larger buffer, travel (%s)',
    (_name, _type, TypedArrayOf) => {
      const whole = TypedArrayOf.from([1, 2, 3, 4, 5, 6])
      expect(decodeFrame(encodeFrame(whole.subarray(2, 5), 'vuer-xr'))).toEqual(TypedArrayOf.from([3, 4, 5]))
      expect(decodeFrame(encodeFrame(new TypedArrayOf(0), 'vuer-xr'))).toEqual(new TypedArrayOf(0))
    },
  )

  test('[FR11] [FR12] arrays of all types and sizes in one frame, one after the other, do not mix', () => {
    const random = new SeededRandom()
    for (let round = 0; round < 200; round += 1) {
      const lists = random.list(12, () => {
        const [, , TypedArrayOf] = random.pick(TYPED_ARRAYS)
        const list = TypedArrayOf.from(random.list(40, () => random.below(256)))
        return { text: 'x'.repeat(random.below(9)), list }
      })
      expect(decodeFrame(encodeFrame({ lists }, 'vuer-xr')), `seed ${random.seed}`).toEqual({ lists })
    }
  })

  test('[FR11] large arrays travel too', () => {
    for (const length of [16_384, 16_385, 200_000]) {
      const list = Float32Array.from({ length }, (_, index) => index / 3)
      const read = decodeFrame(encodeFrame({ text: 'x', list }, 'vuer-xr')) as { list: Float32Array }
      expect(read.list.byteOffset % 4).toBe(0)
      expect(Buffer.from(read.list.slice().buffer).equals(Buffer.from(list.buffer))).toBe(true)
    }
  })

  test('[FR11] the padding is zeros, and the bits of a NaN stay as they are', () => {
    const list = new Float64Array(2)
    new Uint32Array(list.buffer).set([1, 0x7ff80000, 7, 0xfff00001])
    for (let length = 0; length < 8; length += 1) {
      const frame = encodeFrame(['x'.repeat(length), list], 'vuer-xr')
      const at = 1 + 1 + length + 6
      const padding = frame[at]!
      expect([...frame.subarray(at + 1, at + 1 + padding)]).toEqual(new Array(padding).fill(0))
      expect(frame.subarray(at + 1 + padding)).toEqual(new Uint8Array(list.buffer))
    }
  })

  test('[FR10] an array of a class that extends one of these is one of them', () => {
    class Matrix extends Float32Array {}
    const message = { list: new Matrix([1, 2, 3]) }
    expect(encodeFrame(message, 'vuer-xr')).toEqual(encodeFrame({ list: Float32Array.of(1, 2, 3) }, 'vuer-xr'))
    expect(decodeFrame(encodeFrame(message, 'vuer'))).toEqual({ list: [1, 2, 3] })
  })

  test('[FR12] any amount of padding is read', () => {
    const payload = [7, 9, 9, 9, 9, 9, 9, 9, 1, 0, 2, 0]
    expect(decodeFrame(bytes(0xc7, payload.length, 19, ...payload))).toEqual(Uint16Array.of(1, 2))
  })

  test.each([
    ['no padding byte', []],
    ['more padding than bytes', [200, 0, 0]],
    ['half an element', [0, 1, 2, 3]],
  ])('[FR13] a payload with %s is refused', (_, payload) => {
    expect(refusal(() => decodeFrame(bytes(0xc7, payload.length, 22, ...payload))).code).toBe('INVALID_FRAME')
  })

  test.each(TYPED_ARRAYS)('[FR14] in the vuer dialect it is a plain list (%s)', (_name, _type, TypedArrayOf) => {
    const sent = { a: TypedArrayOf.from([1, 2]), deep: [{ b: TypedArrayOf.from([3]) }] }
    expect(decodeFrame(encodeFrame(sent, 'vuer'))).toEqual({ a: [1, 2], deep: [{ b: [3] }] })
  })

  test('[FR14] encoding for one dialect leaves the message as it was', () => {
    const message = { list: Float32Array.of(1), node: { key: 'a' } }
    encodeFrame(message, 'vuer')
    expect(message).toEqual({ list: Float32Array.of(1), node: { key: 'a' } })
  })

  test('[FR10] a sample of two hands takes 3.3 kB', () => {
    const hand = new Float32Array(400).fill(0.123)
    expect(encodeFrame({ etype: 'HAND_MOVE', value: { left: hand, right: hand } }, 'vuer-xr').length).toBeLessThan(3300)
    expect(encodeFrame({ etype: 'HAND_MOVE', value: { left: hand, right: hand } }, 'vuer').length).toBeGreaterThan(7200)
  })
})

describe('what cannot travel', () => {
  const cycle: Record<string, unknown> = {}
  cycle.self = cycle
  let deep: unknown = 1
  for (let level = 0; level < 130; level += 1) deep = [deep]

  test.each<[string, unknown]>([
    ['a function', () => 1],
    ['a bigint', 1n],
    ['a symbol', Symbol('x')],
    ['a Map', new Map([[1, 2]])],
    ['a Set', new Set([1])],
    ['an ArrayBuffer', new ArrayBuffer(8)],
    ['a BigInt64Array', BigInt64Array.of(1n)],
    ['a cycle', cycle],
    ['more than 128 levels', deep],
  ])('[FR17] %s is refused where it is sent', (_, value) => {
    for (const dialect of DIALECTS) {
      expect(refusal(() => encodeFrame({ etype: 'X', data: { value } }, dialect)).code).toBe('INVALID_NODE')
      expect(decodeFrame(encodeFrame({ still: 'works' }, dialect))).toEqual({ still: 'works' })
    }
  })

  test.each(DIALECTS)('[FR3] a scene of the greatest depth fits into a frame, in %s', (dialect) => {
    let node: NodeData = { tag: 'Box', key: 'last', material: { deep: { mapRepeat: [1, [2, [3]]] } } }
    for (let level = 0; level < 48; level += 1) node = { tag: 'group', key: `g${level}`, children: [node] }
    const graph = new SceneGraph()
    graph.apply({ op: 'set', scene: { tag: 'Scene', children: [node] } })
    const message = { ts: 1, etype: 'SET', data: graph.toJSON() }
    expect(decodeFrame(encodeFrame(message, dialect))).toEqual(message)
  })
})
