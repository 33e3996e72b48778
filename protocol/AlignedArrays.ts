import { ExtData } from '@msgpack/msgpack'
import { ProtocolError } from './errors.ts'
import type { TYPED_ARRAYS } from './travels.ts'

type TypedArray = InstanceType<(typeof TYPED_ARRAYS)[number][1]>
type TypedArrayClass = {
  new (buffer: ArrayBuffer, offset?: number, length?: number): TypedArray
  BYTES_PER_ELEMENT: number
}

/** A typed array of whatever class and memory. */
type Numbers = ArrayBufferView & ArrayLike<number> & { readonly BYTES_PER_ELEMENT: number }

/** Arrays up to this size are written by way of one buffer that is used again and again. */
const LARGEST_BYTES = 64 * 1024
/** Where the elements begin in it: a multiple of every element's size, with room for the most padding before. */
const ELEMENTS_AT = 8
const scratch = new Uint8Array(ELEMENTS_AT + LARGEST_BYTES)

/**
 * How typed arrays of one element type travel. The payload is one byte that says how many bytes of padding follow, the
 * padding, and the elements in little-endian order. The padding puts the first element at a multiple of its size,
 * counted from the frame's start, so that a reader can use the elements where they are.
 */
export class AlignedArrays {
  readonly #TypedArrayOf: TypedArrayClass
  readonly #elements: TypedArray
  readonly #extension: ExtData
  #array: Numbers | undefined

  constructor(type: number, elements: (typeof TYPED_ARRAYS)[number][1]) {
    this.#TypedArrayOf = elements as unknown as TypedArrayClass
    this.#elements = new this.#TypedArrayOf(scratch.buffer, ELEMENTS_AT, LARGEST_BYTES / elements.BYTES_PER_ELEMENT)
    this.#extension = new ExtData(type, (at) => this.#payload(at))
  }

  /** For an encoder that writes it before it asks for another one, as msgpack's does: no copy is made of it until then. */
  write(array: Numbers): ExtData {
    this.#array = array
    return this.#extension
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

  /** `at`: where in the frame it will stand. What is returned holds until the next call. */
  #payload(at: number): Uint8Array {
    const array = this.#array!
    this.#array = undefined
    const size = array.BYTES_PER_ELEMENT
    const padding = (size - ((at + 1) % size)) % size
    const begin = ELEMENTS_AT - 1 - padding
    const isLarge = array.byteLength > LARGEST_BYTES
    const bytes = isLarge ? new Uint8Array(ELEMENTS_AT + array.byteLength) : scratch
    if (isLarge) bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), ELEMENTS_AT)
    else this.#elements.set(array)
    bytes.fill(0, begin, ELEMENTS_AT)
    bytes[begin] = padding
    return bytes.subarray(begin, ELEMENTS_AT + array.byteLength)
  }
}
