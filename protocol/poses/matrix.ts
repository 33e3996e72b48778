/** 16 numbers, column-major, as WebXR, three.js and the wire write them: 12, 13 and 14 are the position in metres. */
export type Matrix = ArrayLike<number>

export type Vector3 = [x: number, y: number, z: number]
export type Quaternion = [x: number, y: number, z: number, w: number]

/** Anything that is at a place: 16 numbers, or something that has them as `matrix`. */
export type PoseLike = Matrix | { readonly matrix: Matrix }

/** The 16 numbers of a pose. Throws a RangeError if they are not 16, as with a whole hand. */
export function numbersOf(pose: PoseLike): Matrix {
  const matrix = 'matrix' in pose ? pose.matrix : pose
  if (matrix.length === 16) return matrix
  throw new RangeError(`expected a 4x4 matrix of 16 numbers, got ${matrix.length}; take one joint of a hand`)
}

/** `a * b`: with worldFromHead and headFromWrist, worldFromWrist. */
export function multiplyMatrices(a: PoseLike, b: PoseLike): Float64Array {
  const left = numbersOf(a)
  const right = numbersOf(b)
  const product = new Float64Array(16)
  for (let column = 0; column < 16; column += 4) {
    const [x, y, z, w] = [right[column]!, right[column + 1]!, right[column + 2]!, right[column + 3]!]
    for (let row = 0; row < 4; row += 1) {
      product[column + row] = left[row]! * x + left[row + 4]! * y + left[row + 8]! * z + left[row + 12]! * w
    }
  }
  return product
}

/**
 * The inverse of a rotation with a position: the rotation transposed, and the position turned back. Only for matrices
 * without scale, as all poses of devices are; for a node that may be scaled there is {@link invertMatrix}.
 */
export function invertRigid(pose: PoseLike): Float64Array {
  const m = numbersOf(pose)
  const inverse = new Float64Array(16)
  for (let row = 0; row < 3; row += 1) {
    for (let column = 0; column < 3; column += 1) inverse[column * 4 + row] = m[row * 4 + column]!
    inverse[12 + row] = 0 - (m[row * 4]! * m[12]! + m[row * 4 + 1]! * m[13]! + m[row * 4 + 2]! * m[14]!)
  }
  inverse[15] = 1
  return inverse
}

/**
 * The inverse of a rotation, scale and position (the last row is 0, 0, 0, 1), by the adjugate. Throws a RangeError for
 * one that has none, because it is scaled to nothing.
 */
export function invertMatrix(pose: PoseLike): Float64Array {
  const m = numbersOf(pose)
  const inverse = new Float64Array(16)
  const determinant = determinantOf(m)
  if (determinant === 0 || !Number.isFinite(1 / determinant)) {
    throw new RangeError('this matrix has no inverse: it is scaled to nothing along an axis, or has no finite numbers')
  }
  for (let row = 0; row < 3; row += 1) {
    for (let column = 0; column < 3; column += 1) {
      const [a, b, c, d] = [(column + 1) % 3, (column + 2) % 3, (row + 1) % 3, (row + 2) % 3]
      const cofactor = m[c * 4 + a]! * m[d * 4 + b]! - m[d * 4 + a]! * m[c * 4 + b]!
      inverse[column * 4 + row] = cofactor / determinant
    }
  }
  for (let row = 0; row < 3; row += 1) {
    inverse[12 + row] = 0 - (inverse[row]! * m[12]! + inverse[row + 4]! * m[13]! + inverse[row + 8]! * m[14]!)
  }
  inverse[15] = 1
  return inverse
}

/** Of the upper left 3x3 part: the factor by which it changes volumes, negative for a mirror. */
function determinantOf(m: Matrix): number {
  return (
    m[0]! * (m[5]! * m[10]! - m[9]! * m[6]!) -
    m[4]! * (m[1]! * m[10]! - m[9]! * m[2]!) +
    m[8]! * (m[1]! * m[6]! - m[5]! * m[2]!)
  )
}

/** Position in metres, orientation, and scale by axis, as one matrix. The quaternion need not be of length 1. */
export function composeMatrix(
  position: ArrayLike<number>,
  quaternion: ArrayLike<number>,
  scale: ArrayLike<number> = ONES,
): Float64Array {
  const [x, y, z, w] = unit(quaternion)
  const [sx, sy, sz] = [scale[0]!, scale[1]!, scale[2]!]
  return Float64Array.of(
    ...[(1 - 2 * (y * y + z * z)) * sx, 2 * (x * y + z * w) * sx, 2 * (x * z - y * w) * sx, 0],
    ...[2 * (x * y - z * w) * sy, (1 - 2 * (x * x + z * z)) * sy, 2 * (y * z + x * w) * sy, 0],
    ...[2 * (x * z + y * w) * sz, 2 * (y * z - x * w) * sz, (1 - 2 * (x * x + y * y)) * sz, 0],
    ...[position[0]!, position[1]!, position[2]!, 1],
  )
}

const ONES = [1, 1, 1] as const

/** Of length 1; the identity for the zero quaternion. */
export function unit(quaternion: ArrayLike<number>): Quaternion {
  const [x, y, z, w] = [quaternion[0]!, quaternion[1]!, quaternion[2]!, quaternion[3]!]
  const length = Math.hypot(x, y, z, w)
  return length === 0 ? [0, 0, 0, 1] : [x / length, y / length, z / length, w / length]
}

/**
 * Position, orientation and scale of a matrix. A mirror shows as a negative scale of x. One that is scaled to nothing
 * has no orientation and counts as not turned and not scaled, as in three.js.
 */
export function decomposeMatrix(pose: PoseLike): { position: Vector3; quaternion: Quaternion; scale: Vector3 } {
  const m = numbersOf(pose)
  const position: Vector3 = [m[12]!, m[13]!, m[14]!]
  const determinant = determinantOf(m)
  if (determinant === 0) return { position, quaternion: [0, 0, 0, 1], scale: [1, 1, 1] }
  const sx = Math.hypot(m[0]!, m[1]!, m[2]!) * Math.sign(determinant)
  const sy = Math.hypot(m[4]!, m[5]!, m[6]!)
  const sz = Math.hypot(m[8]!, m[9]!, m[10]!)
  return { position, quaternion: quaternionOf(m, sx, sy, sz), scale: [sx, sy, sz] }
}

/**
 * The orientation of a rotation matrix whose columns are scaled by so much; of the two quaternions that mean the same,
 * the one whose w is not negative. It begins with the largest of the four, so that nothing small is divided by (S. W.
 * Shepperd, "Quaternion from Rotation Matrix", Journal of Guidance and Control 1 (1978), 223).
 */
function quaternionOf(m: Matrix, sx: number, sy: number, sz: number): Quaternion {
  const [xx, yx, zx] = [m[0]! / sx, m[1]! / sx, m[2]! / sx]
  const [xy, yy, zy] = [m[4]! / sy, m[5]! / sy, m[6]! / sy]
  const [xz, yz, zz] = [m[8]! / sz, m[9]! / sz, m[10]! / sz]
  const candidates = [1 + xx - yy - zz, 1 - xx + yy - zz, 1 - xx - yy + zz, 1 + xx + yy + zz] as const
  const largest = candidates.indexOf(Math.max(...candidates))
  const quaternion =
    largest === 3
      ? unit([zy - yz, xz - zx, yx - xy, candidates[3]])
      : largest === 0
        ? unit([candidates[0], xy + yx, xz + zx, zy - yz])
        : largest === 1
          ? unit([xy + yx, candidates[1], yz + zy, xz - zx])
          : unit([xz + zx, yz + zy, candidates[2], yx - xy])
  const [x, y, z, w] = quaternion
  // Subtracted, so that no zero becomes a negative one.
  return w < 0 ? [0 - x, 0 - y, 0 - z, -w] : quaternion
}

/** A point, in metres, of the frame that the pose leads from, in the frame that it leads to. */
export function transformPoint(pose: PoseLike, point: ArrayLike<number>): Vector3 {
  const m = numbersOf(pose)
  const along = (row: number) => m[row]! * point[0]! + m[row + 4]! * point[1]! + m[row + 8]! * point[2]! + m[row + 12]!
  return [along(0), along(1), along(2)]
}

/** 16 numbers by rows, as NumPy and most robot programs write a matrix, by columns; and the other way round. */
export function transposeMatrix(pose: PoseLike): Float64Array {
  const m = numbersOf(pose)
  return Float64Array.from({ length: 16 }, (_, index) => m[(index % 4) * 4 + Math.floor(index / 4)]!)
}
