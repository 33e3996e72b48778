import { decode, Encoder, ExtensionCodec } from '@msgpack/msgpack'
import { describe, expect, test } from 'vitest'
import { FrameReader } from '../../protocol/FrameReader.ts'
import { DEFAULT_FRAME_LIMITS } from '../../protocol/frameLimits.ts'
import { SeededRandom } from './seededRandom.ts'

const extensions = new ExtensionCodec()
const read = (reader: FrameReader, frame: Uint8Array) => reader.read(frame, DEFAULT_FRAME_LIMITS)
const text = (random: SeededRandom) =>
  random.pick(['', 'a', 'position', 'höher', '🤖', '\uFEFFx', 'é'.repeat(32), `${'x'.repeat(random.below(70))}`])

function anyValue(random: SeededRandom, depth: number): unknown {
  switch (random.below(depth > 3 ? 6 : 9)) {
    case 0:
      return random.pick([0, 1, 127, 128, 255, 256, 65_535, 65_536, 2 ** 32 - 1, 2 ** 32, 2 ** 53 - 1])
    case 1:
      return random.pick([-1, -32, -33, -128, -129, -32_769, -(2 ** 31), -(2 ** 31) - 1, -(2 ** 53) + 1])
    case 2:
      return random.below(1e9) / 7
    case 3:
      return text(random)
    case 4:
      return random.pick([null, true, false, new Date(1e12 + random.below(1e9)), [0.5, -1.5, 1e300], [0.5, 1, 0.25]])
    case 5:
      return Uint8Array.from({ length: random.pick([0, 1, 300]) }, () => 7)
    case 6:
      return random.list(6, () => anyValue(random, depth + 1))
    case 7:
      return Array.from({ length: 40 }, (_, index) => index / 4)
    default:
      return Object.fromEntries(random.list(17, () => [text(random), anyValue(random, depth + 1)]))
  }
}

describe('a reader of frames', () => {
  test.each([false, true])('reads what the reference implementation reads (float32: %s)', (forceFloat32) => {
    const random = new SeededRandom()
    const reader = new FrameReader(extensions)
    const encoder = new Encoder({ forceFloat32 })
    for (let round = 0; round < 500; round += 1) {
      const frame = encoder.encode(anyValue(random, 0))
      expect(read(reader, frame), `SEED=${random.seed}, round ${round}`).toEqual(decode(frame))
    }
  })

  test('keeps texts apart, however many there are and whatever it has read before', () => {
    const reader = new FrameReader(extensions)
    const encoder = new Encoder()
    const keys = Array.from({ length: 50_000 }, (_, index) => `key-${index}`)
    const frame = encoder.encode(keys)
    for (let round = 0; round < 3; round += 1) expect(read(reader, frame)).toEqual(keys)
  })

  test('is as good as new after a frame that was refused', () => {
    const reader = new FrameReader(extensions)
    const frame = new Encoder().encode({ nodes: [{ key: 'a', position: [1.5, 2.5, 3.5] }] })
    for (let end = 0; end < frame.length; end += 1) {
      expect(() => read(reader, frame.subarray(0, end))).toThrow(/frame/)
      expect(read(reader, frame)).toEqual(decode(frame))
    }
  })
})
