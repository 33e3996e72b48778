import { ProtocolError } from './errors.ts'
import type { TYPED_ARRAYS, TypedArray } from './travels.ts'

type TypedArrayClass = {
  new (buffer: ArrayBuffer, offset?: number, length?: number): TypedArray
  BYTES_PER_ELEMENT: number
}

/**
 * Reads typed arrays of one element type. The payload is one byte that says how many bytes of padding follow, the
 * padding, and the elements in little-endian order. The padding puts the first element at a multiple of its size,
 * counted from the frame's start, so that the elements are used where they are.
 */
export class AlignedArrays {
  readonly #TypedArrayOf: TypedArrayClass

  constructor(elements: (typeof TYPED_ARRAYS)[number][1]) {
    this.#TypedArrayOf = elements as unknown as TypedArrayClass
  }

  /** Throws INVALID_FRAME for a payload without its padding byte, or with a part of an element. */
  read(payload: Uint8Array): TypedArray {
    const TypedArrayOf = this.#TypedArrayOf
    const size = TypedArrayOf.BYTES_PER_ELEMENT
    const start = 1 + (payload[0] ?? 0)
    const bytes = payload.byteLength - start
    if (payload.byteLength === 0 || bytes < 0 || bytes % size !== 0) {
      throw new ProtocolError('INVALID_FRAME', `a typed array of ${size}-byte elements has ${payload.byteLength} bytes`)
    }
    const offset = payload.byteOffset + start
    if (offset % size === 0) return new TypedArrayOf(payload.buffer as ArrayBuffer, offset, bytes / size)
    return new TypedArrayOf(payload.buffer.slice(offset, offset + bytes) as ArrayBuffer, 0, bytes / size)
  }
}
