/** Quaternion (x, y, z, w) and position as 16 numbers, column-major. */
export function poseMatrix(
  position: readonly number[],
  [x, y, z, w]: readonly [number, number, number, number],
): number[] {
  const [px = 0, py = 0, pz = 0] = position
  return [
    ...[1 - 2 * (y * y + z * z), 2 * (x * y + z * w), 2 * (x * z - y * w), 0],
    ...[2 * (x * y - z * w), 1 - 2 * (x * x + z * z), 2 * (y * z + x * w), 0],
    ...[2 * (x * z + y * w), 2 * (y * z - x * w), 1 - 2 * (x * x + y * y), 0],
    ...[px, py, pz, 1],
  ]
}

/** How far two poses are apart: metres, and degrees of the smallest rotation between them. */
export function poseDifference(a: ArrayLike<number>, b: ArrayLike<number>): { metres: number; degrees: number } {
  const metres = Math.hypot(a[12]! - b[12]!, a[13]! - b[13]!, a[14]! - b[14]!)
  // The chord between two axes keeps its precision where an arc cosine of the trace would lose it.
  let chord = 0
  for (let axis = 0; axis < 3; axis += 1) {
    const at = axis * 4
    chord = Math.max(chord, Math.hypot(a[at]! - b[at]!, a[at + 1]! - b[at + 1]!, a[at + 2]! - b[at + 2]!))
  }
  return { metres, degrees: (2 * Math.asin(Math.min(1, chord / 2)) * 180) / Math.PI }
}

/** Whether two poses are less than 1 mm and 0.1° apart. */
export function near(pose: ArrayLike<number> | null | undefined, expected: ArrayLike<number>): boolean {
  if (!pose) return false
  const { metres, degrees } = poseDifference(pose, expected)
  return metres < 0.001 && degrees < 0.1
}

/** The same for each of several poses, one after the other in one list. */
export const allNear = (poses: ArrayLike<number> | null, expected: readonly number[]): boolean =>
  poses !== null &&
  poses.length === expected.length &&
  Array.from({ length: poses.length / 16 }, (_, index) => index * 16).every((at) =>
    near(Array.prototype.slice.call(poses, at, at + 16), expected.slice(at, at + 16)),
  )

/** A rotation of `degrees` about an axis, as x, y, z, w. */
export function aroundAxis(axis: readonly [number, number, number], degrees: number): [number, number, number, number] {
  const half = (degrees * Math.PI) / 360
  const length = Math.hypot(...axis)
  const s = Math.sin(half) / length
  return [axis[0] * s, axis[1] * s, axis[2] * s, Math.cos(half)]
}
