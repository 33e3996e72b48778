import { decomposeMatrix } from '../../protocol/index.ts'
import { type ArmPose, isFiniteList } from './ArmPose.ts'
import { cross, dot, lengthOf, type Vector3 } from './rigid.ts'

/** What lengths, angles and the last row may be off: far more than 32-bit numbers are, far less than any real scale. */
const TOLERANCE = 1e-3

/** No room is larger; and what is nearer than this can be calculated with. Metres. */
const FARTHEST = 1000

/**
 * The pose of a 4x4 matrix, column-major, in metres; or a sentence that says why it is none. A matrix whose place is
 * exactly 0, 0, 0 is none: no hand is there, but empty matrices and identities are.
 */
export function readHandPose(matrix: ArrayLike<number>): ArmPose | string {
  if (matrix.length !== 16) return `the pose has ${matrix.length} numbers; a 4x4 matrix has 16`
  if (!isFiniteList(matrix, 16)) return 'the pose has a number that is not finite'
  const column = (at: number): Vector3 => [matrix[at]!, matrix[at + 1]!, matrix[at + 2]!]
  const [x, y, z, position] = [column(0), column(4), column(8), column(12)]
  const isUnit = (axis: Vector3) => Math.abs(lengthOf(axis) - 1) <= TOLERANCE
  const isRotation =
    isUnit(x) &&
    isUnit(y) &&
    isUnit(z) &&
    Math.abs(dot(x, y)) <= TOLERANCE &&
    Math.abs(dot(y, z)) <= TOLERANCE &&
    Math.abs(dot(z, x)) <= TOLERANCE &&
    dot(cross(x, y), z) > 0
  if (!isRotation) return 'the pose is no rigid motion: it is scaled, sheared or mirrored'
  const lastRow = [matrix[3]!, matrix[7]!, matrix[11]!, matrix[15]! - 1]
  if (lastRow.some((entry) => Math.abs(entry) > TOLERANCE)) {
    return 'the last row of the pose is not 0, 0, 0, 1; matrices are column-major'
  }
  if (position.every((coordinate) => coordinate === 0))
    return 'the pose is exactly at 0, 0, 0, which is where no hand is'
  if (!(lengthOf(position) <= FARTHEST)) return `the pose is more than ${FARTHEST} m away`
  return { position, quaternion: decomposeMatrix(matrix).quaternion }
}
