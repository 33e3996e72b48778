import { EXT_TIMESTAMP, ExtData, encodeTimestampExtension } from '@msgpack/msgpack'
import { ProtocolError } from './errors.ts'
import { MAX_FRAME_DEPTH } from './frameLimits.ts'
import { cannotTravel, classNameOf, TYPED_ARRAYS, type TypedArray, typedArrayNumber } from './travels.ts'

const utf8 = new TextEncoder()
/** Texts up to this length are written letter by letter, which is faster as long as they are ASCII. */
const SHORT = 200
/** A buffer up to this size stays for the next frame; a larger one becomes the frame. */
const KEPT_BYTES = 1024 * 1024
const UINT32 = 2 ** 32

/**
 * Writes msgpack frames, into one buffer that is used again and again: of a frame nothing is allocated but its bytes.
 * Forms are those of the msgpack specification, https://github.com/msgpack/msgpack/blob/master/spec.md, in the shortest
 * one that holds a value; typed arrays stand so that a reader can use them where they are (`FR11` in PROTOCOL.md).
 */
export class FrameWriter {
  #bytes!: Uint8Array<ArrayBuffer>
  #view!: DataView
  /** The same buffer by element type, in the order of {@link TYPED_ARRAYS}; made when first used. */
  #elements!: (TypedArray | undefined)[]
  #at = 0
  #hasTypedArrays = true

  constructor() {
    this.#use(new ArrayBuffer(64 * 1024))
  }

  /** `typedArrays: false` writes them as lists of numbers. Throws `INVALID_NODE` for what cannot travel. */
  write(value: unknown, { typedArrays }: { typedArrays: boolean }): Uint8Array<ArrayBuffer> {
    this.#at = 0
    this.#hasTypedArrays = typedArrays
    this.#value(value, 1)
    const bytes = this.#bytes
    if (bytes.length <= KEPT_BYTES) return bytes.slice(0, this.#at)
    this.#use(new ArrayBuffer(64 * 1024))
    return bytes.subarray(0, this.#at)
  }

  #use(buffer: ArrayBuffer): void {
    this.#bytes = new Uint8Array(buffer)
    this.#view = new DataView(buffer)
    this.#elements = TYPED_ARRAYS.map(() => undefined)
  }

  /** Where the next `count` bytes go. */
  #room(count: number): number {
    const at = this.#at
    this.#at = at + count
    if (this.#at > this.#bytes.length) this.#grow()
    return at
  }

  /** Twice as large, or by a quarter where that is much. Views need a length that all elements fit into. */
  #grow(): void {
    const grown = this.#at + (this.#at < KEPT_BYTES ? this.#at : this.#at / 4)
    const before = this.#bytes
    this.#use(new ArrayBuffer(Math.ceil(grown / 8) * 8))
    this.#bytes.set(before)
  }

  #byte(byte: number): void {
    // Before the buffer is looked up, which may be a new one.
    const at = this.#room(1)
    this.#bytes[at] = byte
  }

  #value(value: unknown, depth: number): void {
    switch (typeof value) {
      case 'number':
        this.#number(value)
        break
      case 'string':
        this.#text(value)
        break
      case 'boolean':
        this.#byte(value ? 0xc3 : 0xc2)
        break
      case 'undefined':
        this.#byte(0xc0)
        break
      case 'object':
        if (value === null) this.#byte(0xc0)
        else this.#object(value, depth)
        break
      default:
        throw refused(`a ${typeof value} cannot be sent`)
    }
  }

  #number(value: number): void {
    if (!Number.isSafeInteger(value)) {
      this.#byte(0xcb)
      const at = this.#room(8)
      this.#view.setFloat64(at, value)
    } else if (value >= 0) {
      if (value < 0x80) this.#byte(value)
      else if (value < 0x100) this.#head8(0xcc, value)
      else if (value < 0x10000) this.#head16(0xcd, value)
      else if (value < UINT32) this.#head32(0xce, value)
      else {
        this.#head32(0xcf, value / UINT32)
        const at = this.#room(4)
        this.#view.setUint32(at, value)
      }
    } else if (value >= -0x20) this.#byte(value + 0x100)
    else if (value >= -0x80) this.#head8(0xd0, value)
    else if (value >= -0x8000) this.#head16(0xd1, value)
    else if (value >= -0x80000000) this.#head32(0xd2, value)
    else {
      this.#head32(0xd3, Math.floor(value / UINT32))
      const at = this.#room(4)
      this.#view.setUint32(at, value)
    }
  }

  #head8(head: number, value: number): void {
    const at = this.#room(2)
    this.#bytes[at] = head
    this.#bytes[at + 1] = value
  }

  #head16(head: number, value: number): void {
    const at = this.#room(3)
    this.#bytes[at] = head
    this.#view.setUint16(at + 1, value)
  }

  #head32(head: number, value: number): void {
    const at = this.#room(5)
    this.#bytes[at] = head
    this.#view.setUint32(at + 1, value)
  }

  #text(text: string): void {
    const { length } = text
    if (length < SHORT) {
      const start = this.#at
      this.#textHead(length)
      const at = this.#room(length)
      const bytes = this.#bytes
      let all = 0
      for (let index = 0; index < length; index += 1) {
        const code = text.charCodeAt(index)
        all |= code
        bytes[at + index] = code
      }
      if (all < 0x80) return
      this.#at = start
    }
    const written = utf8.encode(text)
    this.#textHead(written.length)
    const at = this.#room(written.length)
    this.#bytes.set(written, at)
  }

  #textHead(length: number): void {
    if (length < 0x20) this.#byte(0xa0 | length)
    else if (length < 0x100) this.#head8(0xd9, length)
    else if (length < 0x10000) this.#head16(0xda, length)
    else this.#head32(0xdb, length)
  }

  #object(value: object, depth: number): void {
    if (depth > MAX_FRAME_DEPTH) throw refused('it is nested too deeply, or contains itself')
    if (Array.isArray(value)) this.#list(value, depth)
    else if (isPlain(value)) this.#map(value as Record<string, unknown>, depth)
    else if (ArrayBuffer.isView(value)) this.#binary(value, depth)
    else if (value instanceof Date) this.#extension(EXT_TIMESTAMP, encodeTimestampExtension(value)!)
    else if (value instanceof ExtData) this.#extension(value.type, value.data as Uint8Array)
    else if (cannotTravel(value)) throw refused(`a ${classNameOf(value)} cannot be sent`)
    else this.#map(Object.fromEntries(Object.entries(value)), depth)
  }

  #list(list: ArrayLike<unknown>, depth: number): void {
    const { length } = list
    if (length < 0x10) this.#byte(0x90 | length)
    else if (length < 0x10000) this.#head16(0xdc, length)
    else this.#head32(0xdd, length)
    for (let index = 0; index < length; index += 1) {
      const item = list[index]
      if (typeof item === 'number') this.#number(item)
      else this.#value(item, depth + 1)
    }
  }

  /** An entry that is undefined is none. */
  #map(map: Record<string, unknown>, depth: number): void {
    let size = 0
    for (const name in map) if (map[name] !== undefined) size += 1
    if (size < 0x10) this.#byte(0x80 | size)
    else if (size < 0x10000) this.#head16(0xde, size)
    else this.#head32(0xdf, size)
    for (const name in map) {
      const value = map[name]
      if (value === undefined) continue
      this.#text(name)
      this.#value(value, depth + 1)
    }
  }

  #binary(view: ArrayBufferView, depth: number): void {
    if (view instanceof Uint8Array || view instanceof DataView) {
      const length = view.byteLength
      if (length < 0x100) this.#head8(0xc4, length)
      else if (length < 0x10000) this.#head16(0xc5, length)
      else this.#head32(0xc6, length)
      const at = this.#room(length)
      this.#bytes.set(view instanceof Uint8Array ? view : bytesOf(view), at)
      return
    }
    const number = typedArrayNumber(view)
    if (number < 0) throw refused(`a ${classNameOf(view)} cannot be sent`)
    if (this.#hasTypedArrays) this.#typedArray(view as TypedArray, number)
    else this.#list(view as TypedArray, depth)
  }

  /** The elements begin at a multiple of their size, and the buffer has a view of each type: no view is made for it. */
  #typedArray(array: TypedArray, number: number): void {
    const [type, elements] = TYPED_ARRAYS[number]!
    const size = array.BYTES_PER_ELEMENT
    const padding = (size - ((this.#at + 7) % size)) % size
    this.#head32(0xc9, 1 + padding + array.byteLength)
    const at = this.#room(2 + padding + array.byteLength)
    this.#bytes[at] = type
    this.#bytes[at + 1] = padding
    this.#bytes.fill(0, at + 2, at + 2 + padding)
    this.#elements[number] ??= new elements(this.#bytes.buffer) as TypedArray
    this.#elements[number].set(array, (at + 2 + padding) / size)
  }

  #extension(type: number, data: Uint8Array): void {
    const { length } = data
    if (length === 1 || length === 2 || length === 4 || length === 8 || length === 16) {
      this.#byte(0xd4 + Math.log2(length))
    } else if (length < 0x100) this.#head8(0xc7, length)
    else if (length < 0x10000) this.#head16(0xc8, length)
    else this.#head32(0xc9, length)
    const at = this.#room(1 + length)
    this.#bytes[at] = type
    this.#bytes.set(data, at + 1)
  }
}

const bytesOf = (view: DataView) => new Uint8Array(view.buffer, view.byteOffset, view.byteLength)

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

const refused = (why: string) => new ProtocolError('INVALID_NODE', `this value cannot be sent: ${why}`)
