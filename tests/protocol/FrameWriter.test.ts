import { Encoder, ExtData, ExtensionCodec } from '@msgpack/msgpack'
import { describe, expect, test } from 'vitest'
import { FrameReader } from '../../protocol/FrameReader.ts'
import { FrameWriter } from '../../protocol/FrameWriter.ts'
import { DEFAULT_FRAME_LIMITS } from '../../protocol/frameLimits.ts'
import { anyValue } from './anyValue.ts'
import { SeededRandom } from './seededRandom.ts'

const write = (writer: FrameWriter, value: unknown) => writer.write(value, { typedArrays: true })
/** Faster than a matcher, which looks at each of a million bytes. */
const same = (a: Uint8Array, b: Uint8Array) => Buffer.compare(a, b) === 0
const reference = new Encoder({ ignoreUndefined: true })

describe('a writer of frames', () => {
  test('writes the bytes that the reference implementation writes', () => {
    const random = new SeededRandom()
    const writer = new FrameWriter()
    for (let round = 0; round < 500; round += 1) {
      const value = { value: anyValue(random, 0), absent: undefined, list: [undefined, -0] }
      expect(write(writer, value), `SEED=${random.seed}, round ${round}`).toEqual(reference.encode(value))
    }
  })

  test.each([0, 15, 16, 255, 256, 65_535, 65_536, 70_000])('has the shortest form for %i of anything', (count) => {
    const writer = new FrameWriter()
    for (const value of [
      'x'.repeat(count),
      'é'.repeat(count),
      Array(count).fill(1),
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, index])),
      new Uint8Array(count).fill(7),
      new ExtData(99, new Uint8Array(count).fill(7)),
    ]) {
      expect(same(write(writer, value), reference.encode(value))).toBe(true)
    }
  })

  test('large frames and small ones do not get in each other’s way, and are kept by who asked for them', () => {
    const writer = new FrameWriter()
    const reader = new FrameReader(new ExtensionCodec())
    const sizes = [10, 70_000, 1_100_000, 5, 3_000_000, 200_000]
    const frames = sizes.map((size) => write(writer, { size, bytes: new Uint8Array(size).fill(size % 251) }))
    for (const [index, size] of sizes.entries()) {
      const read = reader.read(frames[index]!, DEFAULT_FRAME_LIMITS) as { size: number; bytes: Uint8Array }
      expect(read.size).toBe(size)
      expect(same(read.bytes, new Uint8Array(size).fill(size % 251))).toBe(true)
    }
  })

  test('writes the same wherever its buffer ends', () => {
    const reader = new FrameReader(new ExtensionCodec())
    const values = [
      1,
      -1,
      200,
      -200,
      70_000,
      2 ** 40,
      -(2 ** 40),
      1.5,
      true,
      null,
      'a',
      'é',
      {},
      [],
      { a: 1 },
      new Date(0),
    ]
    for (let size = 65_400; size < 65_540; size += 1) {
      const value = [new Uint8Array(size), ...values]
      expect(same(write(new FrameWriter(), value), reference.encode(value)), `${size} bytes before`).toBe(true)
      const numbers = { before: new Uint8Array(size), list: Float64Array.of(1.5), after: 7 }
      const read = reader.read(write(new FrameWriter(), numbers), DEFAULT_FRAME_LIMITS)
      expect(read).toMatchObject({ after: 7, list: new ExtData(23, expect.anything() as never) })
    }
  })

  test('is as good as new after a value that cannot travel', () => {
    const writer = new FrameWriter()
    expect(() => write(writer, { a: [1, 'two', () => {}] })).toThrow('a function cannot be sent')
    expect(write(writer, { b: 1 })).toEqual(reference.encode({ b: 1 }))
  })
})
