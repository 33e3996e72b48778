import type { ExtensionCodec } from '@msgpack/msgpack'
import { ProtocolError } from './errors.ts'
import type { FrameLimits } from './frameLimits.ts'
import { RecurringTexts } from './RecurringTexts.ts'

const NOTHING = new Uint8Array()
const NO_VIEW = new DataView(NOTHING.buffer)
const UINT32 = 2 ** 32

/**
 * Reads msgpack frames and checks them while it reads, in one pass. Counts and lengths that the frame cannot hold are
 * refused before anything is made for them, and lists grow with what is in them: a frame takes memory for what it
 * contains, never for what it claims. Forms are those of the msgpack specification,
 * https://github.com/msgpack/msgpack/blob/master/spec.md.
 */
export class FrameReader {
  readonly #extensions: ExtensionCodec
  readonly #texts = new RecurringTexts()
  #limits!: FrameLimits
  #bytes: Uint8Array = NOTHING
  #view: DataView = NO_VIEW
  #at = 0
  #end = 0
  #depth = 0
  #valuesLeft = 0

  constructor(extensions: ExtensionCodec) {
    this.#extensions = extensions
  }

  /** Bytes and typed arrays of the value lie in the frame, which must not change. Throws `INVALID_FRAME`. */
  read(bytes: Uint8Array, limits: FrameLimits): unknown {
    if (bytes.length > limits.maxBytes)
      throw refused(`the frame has ${bytes.length} bytes, the limit is ${limits.maxBytes}`)
    this.#limits = limits
    this.#bytes = bytes
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.#at = 0
    this.#end = bytes.length
    this.#depth = 0
    this.#valuesLeft = limits.maxValues
    try {
      const value = this.#value()
      const left = this.#end - this.#at
      if (left > 0) throw refused(`${left} bytes follow the first value; a frame holds exactly one`)
      return value
    } finally {
      this.#bytes = NOTHING
      this.#view = NO_VIEW
    }
  }

  #value(): unknown {
    const head = this.#head()
    if (head <= 0x7f) return head
    if (head >= 0xe0) return head - 0x100
    if (head <= 0x8f) return this.#map(head & 0x0f)
    if (head <= 0x9f) return this.#list(head & 0x0f)
    if (head <= 0xbf) return this.#text(head & 0x1f)
    switch (head) {
      case 0xcb:
        return this.#view.getFloat64(this.#skip(8))
      case 0xca:
        return this.#view.getFloat32(this.#skip(4))
      case 0xc0:
        return null
      case 0xc2:
        return false
      case 0xc3:
        return true
      case 0xcc:
        return this.#length(1)
      case 0xcd:
        return this.#length(2)
      case 0xce:
        return this.#length(4)
      case 0xcf: {
        const at = this.#skip(8)
        return this.#view.getUint32(at) * UINT32 + this.#view.getUint32(at + 4)
      }
      case 0xd0:
        return this.#view.getInt8(this.#skip(1))
      case 0xd1:
        return this.#view.getInt16(this.#skip(2))
      case 0xd2:
        return this.#view.getInt32(this.#skip(4))
      case 0xd3: {
        const at = this.#skip(8)
        return this.#view.getInt32(at) * UINT32 + this.#view.getUint32(at + 4)
      }
      case 0xc4:
        return this.#binary(this.#length(1))
      case 0xc5:
        return this.#binary(this.#length(2))
      case 0xc6:
        return this.#binary(this.#length(4))
      case 0xd4:
      case 0xd5:
      case 0xd6:
      case 0xd7:
      case 0xd8:
        return this.#extension(1 << (head - 0xd4))
      case 0xc7:
        return this.#extension(this.#length(1))
      case 0xc8:
        return this.#extension(this.#length(2))
      case 0xc9:
        return this.#extension(this.#length(4))
      case 0xd9:
        return this.#text(this.#length(1))
      case 0xda:
        return this.#text(this.#length(2))
      case 0xdb:
        return this.#text(this.#length(4))
      case 0xdc:
        return this.#list(this.#length(2))
      case 0xdd:
        return this.#list(this.#length(4))
      case 0xde:
        return this.#map(this.#length(2))
      case 0xdf:
        return this.#map(this.#length(4))
      default:
        throw refused(`0x${head.toString(16)} is no msgpack value`)
    }
  }

  /** The first byte of a value. */
  #head(): number {
    this.#valuesLeft -= 1
    if (this.#valuesLeft < 0) throw refused(`the frame has more than ${this.#limits.maxValues} values`)
    return this.#bytes[this.#skip(1)]!
  }

  /** Where the next `count` bytes begin, which are then behind. */
  #skip(count: number): number {
    const at = this.#at
    if (count > this.#end - at) throw refused('the frame ends in the middle of a value')
    this.#at = at + count
    return at
  }

  #length(size: 1 | 2 | 4): number {
    const at = this.#skip(size)
    return size === 1 ? this.#bytes[at]! : size === 2 ? this.#view.getUint16(at) : this.#view.getUint32(at)
  }

  #text(length: number): string {
    const { maxStringBytes } = this.#limits
    if (length > maxStringBytes) throw refused(`a text has ${length} bytes, the limit is ${maxStringBytes}`)
    return this.#texts.read(this.#bytes, this.#skip(length), length)
  }

  #binary(length: number): Uint8Array {
    const at = this.#skip(length)
    return this.#bytes.subarray(at, at + length)
  }

  #extension(length: number): unknown {
    const type = this.#view.getInt8(this.#skip(1))
    try {
      return this.#extensions.decode(this.#binary(length), type, undefined)
    } catch (cause) {
      if (cause instanceof ProtocolError) throw cause
      throw new ProtocolError('INVALID_FRAME', `an extension of type ${type}: ${(cause as Error).message}`, { cause })
    }
  }

  #list(length: number): unknown[] {
    const { maxListLength } = this.#limits
    if (length > maxListLength) throw refused(`a list claims ${length} entries, the limit is ${maxListLength}`)
    this.#open(length)
    const at = this.#at
    let list: unknown[]
    // Places and colours: three numbers of 64 bits, read without asking each for its form.
    if (
      length === 3 &&
      this.#end - at >= 27 &&
      this.#isFloat64(at) &&
      this.#isFloat64(at + 9) &&
      this.#isFloat64(at + 18)
    ) {
      const view = this.#view
      list = [view.getFloat64(at + 1), view.getFloat64(at + 10), view.getFloat64(at + 19)]
      this.#at = at + 27
      this.#valuesLeft -= 3
    } else {
      list = []
      for (let left = length; left > 0; left -= 1) list.push(this.#value())
    }
    this.#depth -= 1
    return list
  }

  #isFloat64(at: number): boolean {
    return this.#bytes[at] === 0xcb
  }

  #map(size: number): Record<string, unknown> {
    const { maxMapSize } = this.#limits
    if (size > maxMapSize) throw refused(`a map claims ${size} entries, the limit is ${maxMapSize}`)
    this.#open(size * 2)
    const map: Record<string, unknown> = {}
    for (let left = size; left > 0; left -= 1) {
      const name = this.#name()
      map[name] = this.#value()
    }
    this.#depth -= 1
    return map
  }

  /** Other programs have numbers for names too. */
  #name(): string {
    const name = this.#value()
    if (typeof name === 'number') return String(name)
    if (typeof name !== 'string') throw refused('a name in a map must be a text or a number')
    if (name === '__proto__') throw refused('the name "__proto__" is not allowed')
    return name
  }

  #open(count: number): void {
    const left = this.#end - this.#at
    if (count > left) throw refused(`a list or map claims ${count} values, the frame has ${left} bytes left`)
    const { maxDepth } = this.#limits
    if (this.#depth >= maxDepth) throw refused(`lists and maps are nested deeper than ${maxDepth} levels`)
    this.#depth += 1
  }
}

const refused = (why: string) => new ProtocolError('INVALID_FRAME', why)
