import type { HalfFloats } from './halfFloats.ts'

/**
 * Many numbers as an author may write them: a `Float32Array` or `Float64Array`, half-precision numbers in a
 * `Uint16Array`, their bytes in a `Uint8Array` (little-endian, as Vuer sends them), a flat list, or a list of lists.
 */
export type NumberArray = ArrayBufferView | readonly number[] | readonly (readonly number[])[]

/** Numbers as they travel and as a graphics card takes them: of 32 bits, or of 16 bits. */
export type Floats = Float32Array | HalfFloats

/**
 * The numbers in a form that a graphics card takes; typed arrays that have it are not copied. `widths`: how many numbers
 * an inner list may have. `undefined` where they are none.
 */
export function floatsOf(value: unknown, widths: readonly number[]): Floats | undefined {
  if (value instanceof Float32Array || value instanceof Uint16Array) return value
  if (value instanceof Float64Array) return Float32Array.from(value)
  if (value instanceof Uint8Array) {
    const bytes = alignedBytes(value, 2)
    return bytes && new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 2)
  }
  const list = flatNumbers(value, widths)
  return list && Float32Array.from(list)
}

/** Whole numbers from 0 of 32 bits: typed arrays of integers, bytes of 32-bit integers, or lists. */
export function indicesOf(value: unknown, widths: readonly number[]): Uint32Array | undefined {
  if (value instanceof Uint32Array) return value
  if (value instanceof Uint16Array) return Uint32Array.from(value)
  if (value instanceof Uint8Array) {
    const bytes = alignedBytes(value, 4)
    return bytes && new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4)
  }
  const list = value instanceof Int32Array ? value : flatNumbers(value, widths)
  return list && isWhole(list) ? Uint32Array.from(list) : undefined
}

/** Parts of colours: bytes from 0 to 255, or other numbers from 0 to 1. */
export function colorPartsOf(value: unknown, widths: readonly number[]): Uint8Array | Float32Array | undefined {
  if (value instanceof Uint8Array) return value
  if (value instanceof Uint8ClampedArray) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
  const list = value instanceof Float32Array || value instanceof Float64Array ? value : flatNumbers(value, widths)
  if (!list || !isShare(list)) return undefined
  return list instanceof Float32Array ? list : Float32Array.from(list)
}

/** The bytes themselves where they begin at a multiple of `size`, else a copy; `undefined` where their number is none. */
function alignedBytes(bytes: Uint8Array, size: number): Uint8Array | undefined {
  if (bytes.byteLength % size !== 0) return undefined
  return bytes.byteOffset % size === 0 ? bytes : new Uint8Array(bytes)
}

function flatNumbers(value: unknown, widths: readonly number[]): readonly number[] | undefined {
  if (!Array.isArray(value)) return undefined
  if (!Array.isArray(value[0])) return value.every(isNumber) ? value : undefined
  const width = value[0].length
  if (!widths.includes(width)) return undefined
  const flat: number[] = []
  for (const inner of value) {
    if (!Array.isArray(inner) || inner.length !== width || !inner.every(isNumber)) return undefined
    for (const item of inner) flat.push(item)
  }
  return flat
}

const isNumber = (value: unknown): value is number => typeof value === 'number'

function isWhole(list: ArrayLike<number>): boolean {
  for (let index = 0; index < list.length; index += 1) {
    if (!Number.isInteger(list[index]) || list[index]! < 0) return false
  }
  return true
}

/** A missing number, as cameras write it, has no colour and is no mistake. */
function isShare(list: ArrayLike<number>): boolean {
  for (let index = 0; index < list.length; index += 1) if (list[index]! < 0 || list[index]! > 1) return false
  return true
}
