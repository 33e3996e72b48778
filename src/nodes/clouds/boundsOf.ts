import { type Box3, type BufferAttribute, Float16BufferAttribute } from 'three'
import { floatFromHalf } from '../../../protocol/index.ts'

/** The box around the first `count` vertices. Vertices that are nowhere, as cameras send them, are left out. */
export function boundsOf(positions: BufferAttribute, count: number, into: Box3): Box3 {
  into.makeEmpty()
  const isHalf = positions instanceof Float16BufferAttribute
  const { array } = positions
  for (let axis = 0; axis < 3; axis += 1) {
    const [least, most] = isHalf ? halfRange(array, count, axis) : floatRange(array, count, axis)
    into.min.setComponent(axis, least)
    into.max.setComponent(axis, most)
  }
  return into
}

function floatRange(array: ArrayLike<number>, count: number, axis: number): [least: number, most: number] {
  let least = Number.POSITIVE_INFINITY
  let most = Number.NEGATIVE_INFINITY
  for (let index = axis, end = count * 3; index < end; index += 3) {
    const value = array[index]!
    if (value - value !== 0) continue
    if (value < least) least = value
    if (value > most) most = value
  }
  return [least, most]
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
