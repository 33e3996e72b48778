/** Numbers of 16 bits as IEEE 754 binary16 says, one in each entry: what numpy calls float16. */
export type HalfFloats = Uint16Array

const float = new Float32Array(1)
const bits = new Uint32Array(float.buffer)

/** The nearest half-precision number; what is too large for one is infinite. Ties go to the even neighbour. */
export function halfFromFloat(value: number): number {
  float[0] = value
  const all = bits[0]!
  const sign = (all >>> 16) & 0x8000
  const exponent = (all >>> 23) & 0xff
  const fraction = all & 0x7fffff
  if (exponent === 0xff) return sign | 0x7c00 | (fraction === 0 ? 0 : 0x200)
  const shifted = exponent - 112
  if (shifted >= 31) return sign | 0x7c00
  if (shifted > 0) return sign | rounded((shifted << 23) | fraction, 13)
  if (shifted < -10) return sign
  return sign | rounded(fraction | 0x800000, 14 - shifted)
}

/** A carry out of the fraction goes into the exponent, which is what it should do. */
function rounded(value: number, drop: number): number {
  const kept = value >>> drop
  const half = 1 << (drop - 1)
  const rest = value & ((1 << drop) - 1)
  return kept + (rest > half || (rest === half && (kept & 1) === 1) ? 1 : 0)
}

export function floatFromHalf(half: number): number {
  const sign = half & 0x8000 ? -1 : 1
  const exponent = (half >>> 10) & 0x1f
  const fraction = half & 0x3ff
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN
  if (exponent === 0) return sign * fraction * 2 ** -24
  return sign * (1024 + fraction) * 2 ** (exponent - 25)
}

let table: Float32Array | undefined

/** All of them as 32-bit numbers. */
export function floatsFromHalves(halves: HalfFloats): Float32Array<ArrayBuffer> {
  table ??= Float32Array.from({ length: 0x10000 }, (_, half) => floatFromHalf(half))
  const floats = new Float32Array(halves.length)
  for (let index = 0; index < halves.length; index += 1) floats[index] = table[halves[index]!]!
  return floats
}

export function halvesFromFloats(floats: ArrayLike<number>): HalfFloats {
  const halves = new Uint16Array(floats.length)
  for (let index = 0; index < floats.length; index += 1) halves[index] = halfFromFloat(floats[index]!)
  return halves
}
