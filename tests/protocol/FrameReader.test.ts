import { decode, Encoder, ExtensionCodec } from '@msgpack/msgpack'
import { describe, expect, test } from 'vitest'
import { FrameReader } from '../../protocol/FrameReader.ts'
import { DEFAULT_FRAME_LIMITS } from '../../protocol/frameLimits.ts'
import { anyValue } from './anyValue.ts'
import { SeededRandom } from './seededRandom.ts'

const extensions = new ExtensionCodec()
const read = (reader: FrameReader, frame: Uint8Array) => reader.read(frame, DEFAULT_FRAME_LIMITS)

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
