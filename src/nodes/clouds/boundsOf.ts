import { type Box3, type BufferAttribute, Float16BufferAttribute } from 'three'
import { floatFromHalf } from '../../../protocol/index.ts'

/** The box around the first `count` vertices. Vertices that are nowhere, as cameras send them, are left out. */
export function boundsOf(positions: BufferAttribute, count: number, into: Box3): Box3 {
  into.makeEmpty()
  const { array } = positions
  if (!(positions instanceof Float16BufferAttribute)) return floatBounds(array, count, into)
  for (let axis = 0; axis < 3; axis += 1) {
    const [least, most] = halfRange(array, count, axis)
    into.min.setComponent(axis, least)
    into.max.setComponent(axis, most)
  }
  return into
}

/** All axes in one go: what takes the time is reading the memory. What is not finite is not equal to itself less itself. */
function floatBounds(array: ArrayLike<number>, count: number, into: Box3): Box3 {
  let leastX = Infinity
  let leastY = Infinity
  let leastZ = Infinity
  let mostX = -Infinity
  let mostY = -Infinity
  let mostZ = -Infinity
  for (let index = 0, end = count * 3; index < end; index += 3) {
    const x = array[index]!
    const y = array[index + 1]!
    const z = array[index + 2]!
    if (x - x === 0) {
      if (x < leastX) leastX = x
      if (x > mostX) mostX = x
    }
    if (y - y === 0) {
      if (y < leastY) leastY = y
      if (y > mostY) mostY = y
    }
    if (z - z === 0) {
      if (z < leastZ) leastZ = z
      if (z > mostZ) mostZ = z
    }
  }
  into.min.set(leastX, leastY, leastZ)
  into.max.set(mostX, mostY, mostZ)
  return into
}

/** Half floats are in order of their bits once those of negative ones are turned over: nothing is decoded here. */
function halfRange(array: ArrayLike<number>, count: number, axis: number): [least: number, most: number] {
  let least = 0x10000
  let most = -1
  for (let index = axis, end = count * 3; index < end; index += 3) {
    const half = array[index]!
    if ((half & 0x7c00) === 0x7c00) continue
    const ordered = half & 0x8000 ? 0xffff - half : half | 0x8000
    if (ordered < least) least = ordered
    if (ordered > most) most = ordered
  }
  if (most < 0) return [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  return [floatFromHalf(bitsOf(least)), floatFromHalf(bitsOf(most))]
}

const bitsOf = (ordered: number) => (ordered & 0x8000 ? ordered & 0x7fff : 0xffff - ordered)
