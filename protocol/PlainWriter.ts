/** Longer texts are given to the platform, which is faster from about here on. */
const LONG_TEXT = 48
/** From so many entries on their number takes two bytes of its own. */
const SHORT = 16
const FIRST_SIZE = 16 * 1024
/** The most bytes that a number takes. */
const NUMBER_BYTES = 9

/**
 * Writes maps, lists, numbers, booleans, ASCII texts and nothing else as msgpack, byte for byte as `@msgpack/msgpack`
 * does, in about a third of its time: nearly all of what a script streams consists of them.
 */
export class PlainWriter {
  readonly #maxDepth: number
  readonly #texts = new TextEncoder()
  #bytes = new Uint8Array(FIRST_SIZE)
  #view = new DataView(this.#bytes.buffer)
  #at = 0
  #isBusy = false

  /** `maxDepth`: as the library counts it, the value itself being 1. */
  constructor(maxDepth: number) {
    this.#maxDepth = maxDepth
  }

  /** `undefined` where anything else is in the value. */
  write(value: unknown): Uint8Array<ArrayBuffer> | undefined {
    // Somebody's getter may write while it is read.
    if (this.#isBusy || hasInheritedNames()) return undefined
    this.#isBusy = true
    this.#at = 0
    try {
      return this.#value(value, 1) ? this.#bytes.slice(0, this.#at) : undefined
    } finally {
      this.#isBusy = false
    }
  }

  #value(value: unknown, depth: number): boolean {
    if (depth > this.#maxDepth) return false
    switch (typeof value) {
      case 'number':
        this.#reserve(NUMBER_BYTES)
        this.#number(value)
        return true
      case 'string':
        return this.#text(value)
      case 'undefined':
        return this.#byte(0xc0)
      case 'boolean':
        return this.#byte(value ? 0xc3 : 0xc2)
      case 'object':
        if (value === null) return this.#byte(0xc0)
        if (Array.isArray(value)) return this.#list(value, depth)
        return Object.getPrototypeOf(value) === Object.prototype && this.#map(value as Record<string, unknown>, depth)
      default:
        return false
    }
  }

  #list(list: readonly unknown[], depth: number): boolean {
    const { length } = list
    if (depth >= this.#maxDepth) return false
    if (!this.#count(length, 0x90, 0xdc)) return false
    for (let index = 0; index < length; index += 1) {
      const item = list[index]
      if (typeof item === 'number') {
        this.#reserve(NUMBER_BYTES)
        this.#number(item)
      } else if (!this.#value(item, depth + 1)) return false
    }
    return true
  }

  /** An entry that is undefined is not there. */
  #map(map: Record<string, unknown>, depth: number): boolean {
    let most = 0
    for (const _ in map) most += 1
    if (most >= SHORT) return this.#largeMap(map, depth)
    const head = this.#at
    this.#byte(0x80)
    let count = 0
    for (const name in map) {
      const value = map[name]
      if (value === undefined) continue
      if (!this.#text(name) || !this.#value(value, depth + 1)) return false
      count += 1
    }
    this.#bytes[head] = 0x80 | count
    return true
  }

  #largeMap(map: Record<string, unknown>, depth: number): boolean {
    const names = Object.keys(map).filter((name) => map[name] !== undefined)
    if (!this.#count(names.length, 0x80, 0xde)) return false
    return names.every((name) => this.#text(name) && this.#value(map[name], depth + 1))
  }

  /** How many entries follow. `short` has the number in its lower four bits, `long` in the two bytes after it. */
  #count(count: number, short: number, long: number): boolean {
    if (count < SHORT) return this.#byte(short | count)
    if (count > 0xffff) return false
    this.#reserve(3)
    this.#bytes[this.#at] = long
    this.#view.setUint16(this.#at + 1, count)
    this.#at += 3
    return true
  }

  #text(text: string): boolean {
    const { length } = text
    this.#reserve(length * 3 + 5)
    const bytes = this.#bytes
    let at = this.#at
    if (length < 32) bytes[at++] = 0xa0 | length
    else if (length < 0x100) {
      bytes[at++] = 0xd9
      bytes[at++] = length
    } else if (length < 0x10000) {
      bytes[at] = 0xda
      this.#view.setUint16(at + 1, length)
      at += 3
    } else {
      bytes[at] = 0xdb
      this.#view.setUint32(at + 1, length)
      at += 5
    }
    this.#at = at + length
    if (length > LONG_TEXT) return this.#texts.encodeInto(text, bytes.subarray(at)).written === length
    for (let index = 0; index < length; index += 1) {
      const code = text.charCodeAt(index)
      if (code > 0x7f) return false
      bytes[at + index] = code
    }
    return true
  }

  /** There is room for it. */
  #number(value: number): void {
    const view = this.#view
    const at = this.#at
    if (!Number.isSafeInteger(value)) {
      this.#bytes[at] = 0xcb
      view.setFloat64(at + 1, value)
      this.#at = at + 9
    } else if (value >= 0 && value < 0x80) {
      this.#bytes[at] = value
      this.#at = at + 1
    } else this.#integer(value)
  }

  #integer(value: number): void {
    const bytes = this.#bytes
    const view = this.#view
    const at = this.#at
    if (value < 0 && value >= -0x20) {
      bytes[at] = value + 0x100
      this.#at = at + 1
    } else if (value >= 0 ? value < 0x100 : value >= -0x80) {
      bytes[at] = value >= 0 ? 0xcc : 0xd0
      bytes[at + 1] = value
      this.#at = at + 2
    } else if (value >= 0 ? value < 0x10000 : value >= -0x8000) {
      bytes[at] = value >= 0 ? 0xcd : 0xd1
      view.setInt16(at + 1, value)
      this.#at = at + 3
    } else if (value >= 0 ? value < 0x100000000 : value >= -0x80000000) {
      bytes[at] = value >= 0 ? 0xce : 0xd2
      view.setInt32(at + 1, value)
      this.#at = at + 5
    } else {
      bytes[at] = value >= 0 ? 0xcf : 0xd3
      view.setInt32(at + 1, Math.floor(value / 0x100000000))
      view.setInt32(at + 5, value)
      this.#at = at + 9
    }
  }

  #byte(byte: number): true {
    this.#reserve(1)
    this.#bytes[this.#at] = byte
    this.#at += 1
    return true
  }

  #reserve(count: number): void {
    if (this.#at + count > this.#bytes.length) this.#grow(this.#at + count)
  }

  #grow(size: number): void {
    const larger = new Uint8Array(size * 2)
    larger.set(this.#bytes)
    this.#bytes = larger
    this.#view = new DataView(larger.buffer)
  }
}

/** Somebody gave all objects of this program entries that are none of theirs. */
function hasInheritedNames(): boolean {
  for (const _ in Object.prototype) return true
  return false
}
