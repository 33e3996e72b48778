import { Encoder } from '@msgpack/msgpack'
import { describe, expect, test } from 'vitest'
import { encodeFrame } from '../../protocol/index.ts'
import { PlainWriter } from '../../protocol/PlainWriter.ts'
import { MAX_FRAME_DEPTH } from '../../protocol/prescan.ts'
import { SeededRandom } from './seededRandom.ts'

const library = new Encoder({ ignoreUndefined: true, maxDepth: MAX_FRAME_DEPTH })
const writer = new PlainWriter(MAX_FRAME_DEPTH)

const hex = (bytes: Uint8Array | undefined) => (bytes ? Buffer.from(bytes).toString('hex') : undefined)
const nested = (levels: number, inside: unknown) => {
  let value = inside
  for (let level = 0; level < levels; level += 1) value = level % 2 === 0 ? [value] : { value }
  return value
}

/** Where the forms of numbers change. */
const EDGES = [0x20, 0x80, 0x100, 0x8000, 0x10000, 0x80000000, 0x100000000, 2 ** 40, 2 ** 52, 2 ** 53]
const LENGTHS = [0, 1, 15, 16, 31, 32, 47, 48, 49, 255, 256, 300, 65535, 65536, 70000]

function number(random: SeededRandom): number {
  const edge = random.pick(EDGES) + random.below(5) - 2
  return random.pick([edge, -edge, random.next(), -random.next() * 1e9, random.below(1000), -random.below(1000), -0])
}

function plain(random: SeededRandom, depth = 0): unknown {
  const roll = random.below(depth < 4 ? 14 : 8)
  if (roll < 4) return number(random)
  if (roll === 4) return 'x'.repeat(random.below(70))
  if (roll === 5) return random.pick([true, false, null, undefined])
  if (roll === 6) return random.pick([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 5e-324])
  if (roll === 7) return random.pick(LENGTHS.slice(0, 12).map((length) => 'k'.repeat(length)))
  if (roll < 11) return random.list(20, () => plain(random, depth + 1))
  return Object.fromEntries(random.list(20, () => [`name ${random.below(1000)}`, plain(random, depth + 1)]))
}

describe('the writer of plain values', () => {
  test('[FR16] writes random values as the library does', () => {
    const random = new SeededRandom()
    for (let round = 0; round < 3000; round += 1) {
      const value = plain(random)
      if (hex(writer.write(value)) !== hex(library.encode(value))) {
        throw new Error(`SEED=${random.seed}: ${JSON.stringify(value)}`)
      }
    }
  })

  test.each(EDGES.flatMap((edge) => [edge - 1, edge, edge + 1, -edge - 1, -edge, -edge + 1]))(
    '[FR16] writes %d',
    (n) => {
      expect(hex(writer.write([n, n + 0.5]))).toBe(hex(library.encode([n, n + 0.5])))
    },
  )

  test.each(LENGTHS)('writes a text of %d bytes, and leaves one to the library that is not ASCII', (length) => {
    const text = 'a'.repeat(length)
    expect(hex(writer.write({ text }))).toBe(hex(library.encode({ text })))
    if (length > 0) expect(writer.write({ text: `${text.slice(1)}é` })).toBeUndefined()
  })

  test.each(LENGTHS)('writes a list and a map of %d entries, or leaves them to the library', (length) => {
    const list = Array.from({ length }, (_, index) => index % 7)
    const map = Object.fromEntries(list.map((item, index) => [`n${index}`, item === 3 ? undefined : item]))
    for (const value of [list, map]) {
      const written = writer.write(value)
      if (written || length < 60000) expect(hex(written)).toBe(hex(library.encode(value)))
      expect(hex(encodeFrame(value, 'vuer-xr'))).toBe(hex(library.encode(value)))
    }
  })

  test('[FR9] leaves out what is undefined in a map, and writes nil for it in a list, also where the list has gaps', () => {
    // biome-ignore lint/suspicious/noSparseArray: a script may write one
    for (const value of [{ a: undefined, b: 1 }, [undefined, 1], [, 1, ,]]) {
      expect(hex(writer.write(value))).toBe(hex(library.encode(value)))
    }
  })

  test('[FR17] writes as deep as the library, and leaves it to it to refuse what is deeper', () => {
    for (const inside of [1, 'x', null, undefined, [], {}, [1], { a: 1 }]) {
      for (let levels = MAX_FRAME_DEPTH - 3; levels < MAX_FRAME_DEPTH + 3; levels += 1) {
        const value = nested(levels, inside)
        let expected: string | undefined
        try {
          expected = hex(library.encode(value))
        } catch {
          expected = undefined
        }
        const written = hex(writer.write(value))
        if (written !== undefined || expected === undefined) expect(written).toBe(expected)
      }
    }
    const loop: unknown[] = []
    loop.push(loop)
    expect(writer.write(loop)).toBeUndefined()
    expect(hex(writer.write(nested(MAX_FRAME_DEPTH - 1, 1)))).toBe(hex(library.encode(nested(MAX_FRAME_DEPTH - 1, 1))))
  })

  test.each([
    ['bytes', new Uint8Array(3)],
    ['a typed array', new Float32Array(3)],
    ['a date', new Date(0)],
    ['a map', new Map()],
    ['a bigint', 1n],
    ['a symbol', Symbol('s')],
    ['a function', () => 1],
    ['an object of a class', new (class {})()],
    ['an object without a prototype', Object.create(null)],
  ])('leaves %s to the library, wherever it is', (_, value) => {
    for (const place of [value, [1, value], { a: 1, b: value }, [{ a: [value] }]]) {
      expect(writer.write(place)).toBeUndefined()
    }
    expect(hex(writer.write([1]))).toBe(hex(library.encode([1])))
  })

  test('keeps apart what is written while something is written', () => {
    const value = {
      before: 'x',
      get inside() {
        return hex(encodeFrame([1, 2, 3], 'vuer-xr'))
      },
      after: [1.5],
    }
    expect(hex(encodeFrame(value, 'vuer-xr'))).toBe(
      hex(library.encode({ before: 'x', inside: '93010203', after: [1.5] })),
    )
  })

  test('can write again after a getter has thrown', () => {
    const broken = {
      get a() {
        throw new Error('broken')
      },
    }
    expect(() => writer.write(broken)).toThrow('broken')
    expect(hex(writer.write([1]))).toBe('9101')
  })

  test('a frame stays what it is when the next one is written', () => {
    const first = writer.write([1, 2, 3])
    writer.write(['other', 'things'])
    expect(hex(first)).toBe('93010203')
  })
})
