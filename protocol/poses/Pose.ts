import { decomposeMatrix, numbersOf, type PoseLike, type Quaternion, type Vector3 } from './matrix.ts'

/** A place and a direction. It holds 16 numbers; everything else is computed when it is asked for. */
export class Pose {
  /** 4x4, column-major, metres: from the frame of this thing to the frame that it is told in. */
  readonly matrix: Float32Array | Float64Array

  constructor(matrix: Float32Array | Float64Array) {
    this.matrix = matrix
  }

  /** Metres. */
  get position(): Vector3 {
    return [this.matrix[12]!, this.matrix[13]!, this.matrix[14]!]
  }

  /** x, y, z, w, of length 1; w is not negative. */
  get quaternion(): Quaternion {
    return decomposeMatrix(this.matrix).quaternion
  }
}

/** 16 numbers, column-major, as a pose. A typed array is not copied. Throws a RangeError if they are not 16. */
export function poseOf(pose: PoseLike): Pose {
  if (pose instanceof Pose) return pose
  const matrix = numbersOf(pose)
  return new Pose(matrix instanceof Float32Array || matrix instanceof Float64Array ? matrix : Float64Array.from(matrix))
}

/** Vuer's own client sends zeros before it has seen anything: a matrix without the 1 at its end is no pose. */
export const isPose = (numbers: ArrayLike<number>): boolean => numbers[15] !== 0
