import { type Floats, floatsFromHalves, floatsOf } from '../../../protocol/index.ts'
import type { RawProps } from '../View.ts'

/** Matrices of a set, one after another, column-major. */
export type Placements = { matrices: Float32Array; isShared: boolean } | { problem: string } | undefined

/**
 * The matrices of all instances. `isShared`: the array is the author’s and must not be written. `into` is used for the
 * others, where it is large enough. `undefined` where something is of the wrong form.
 */
export function placementsOf(props: RawProps, into?: Float32Array): Placements {
  const read = (name: string, ...widths: number[]) => {
    if (props[name] === undefined) return null
    const floats = floatsOf(props[name], widths)
    return floats && asFloats(floats)
  }
  const matrices = read('matrices', 16)
  const positions = read('positions', 3)
  const quaternions = read('quaternions', 4)
  const scales = read('scales', 1, 3)
  if (matrices === undefined || positions === undefined || quaternions === undefined || scales === undefined) return
  if (matrices) return matrices.length % 16 === 0 ? { matrices, isShared: true } : undefined
  if (!positions) return { matrices: new Float32Array(), isShared: true }
  if (positions.length % 3 !== 0) return undefined

  const count = positions.length / 3
  if (quaternions && quaternions.length !== 4 * count) return mismatch('quaternions', quaternions.length, 4 * count)
  if (scales && scales.length !== count && scales.length !== 3 * count) {
    return mismatch('scales', scales.length, `${count} or ${3 * count}`)
  }
  const filled = into && into.length >= 16 * count ? into.subarray(0, 16 * count) : new Float32Array(16 * count)
  compose(filled, positions, quaternions, scales)
  return { matrices: filled, isShared: false }
}

/**
 * Where instances stand anew that are turned and sized as before: written into `matrices`, which {@link placementsOf}
 * composed. False, with nothing done, where positions do not fit to them.
 */
export function moveTo(positions: unknown, matrices: Float32Array, count: number): boolean {
  const floats = floatsOf(positions, [3])
  if (!floats || floats.length !== 3 * count) return false
  const places = asFloats(floats)
  for (let from = 0, at = 12; from < places.length; from += 3, at += 16) {
    matrices[at] = places[from]!
    matrices[at + 1] = places[from + 1]!
    matrices[at + 2] = places[from + 2]!
  }
  return true
}

const mismatch = (name: string, length: number, expected: number | string) => ({
  problem: `${name}: ${length} numbers, expected ${expected}: one instance for each of positions`,
})

const asFloats = (floats: Floats): Float32Array => (floats instanceof Float32Array ? floats : floatsFromHalves(floats))

/** What three.js’ `Matrix4.compose` computes, without an object for each. */
function compose(
  into: Float32Array,
  positions: Float32Array,
  quaternions: Float32Array | null,
  scales: Float32Array | null,
): void {
  const count = positions.length / 3
  const perScale = scales && scales.length === 3 * count ? 3 : 1
  for (let index = 0; index < count; index += 1) {
    const sx = scales ? scales[index * perScale]! : 1
    const sy = perScale === 3 ? scales![index * 3 + 1]! : sx
    const sz = perScale === 3 ? scales![index * 3 + 2]! : sx
    const x = quaternions ? quaternions[index * 4]! : 0
    const y = quaternions ? quaternions[index * 4 + 1]! : 0
    const z = quaternions ? quaternions[index * 4 + 2]! : 0
    const w = quaternions ? quaternions[index * 4 + 3]! : 1
    const at = index * 16
    into[at] = (1 - 2 * (y * y + z * z)) * sx
    into[at + 1] = 2 * (x * y + w * z) * sx
    into[at + 2] = 2 * (x * z - w * y) * sx
    into[at + 3] = 0
    into[at + 4] = 2 * (x * y - w * z) * sy
    into[at + 5] = (1 - 2 * (x * x + z * z)) * sy
    into[at + 6] = 2 * (y * z + w * x) * sy
    into[at + 7] = 0
    into[at + 8] = 2 * (x * z + w * y) * sz
    into[at + 9] = 2 * (y * z - w * x) * sz
    into[at + 10] = (1 - 2 * (x * x + y * y)) * sz
    into[at + 11] = 0
    into[at + 12] = positions[index * 3]!
    into[at + 13] = positions[index * 3 + 1]!
    into[at + 14] = positions[index * 3 + 2]!
    into[at + 15] = 1
  }
}
