import type { HeadMove } from '../events.ts'
import type { SeenState } from './HandPose.ts'
import { isPose, Pose } from './Pose.ts'

/** A head that is there: midway between the eyes, looking along -z, y up, in the world frame (`openxr`). */
export class HeadPose extends Pose {
  readonly tracking: SeenState
  declare readonly matrix: Float32Array

  constructor(matrix: Float32Array, tracking: SeenState) {
    super(matrix)
    this.tracking = tracking
  }
}

/** The head of a HEAD_MOVE; `null` when it is absent. */
export function headOf({ matrix, tracking }: HeadMove): HeadPose | null {
  return !matrix || tracking === 'absent' || !isPose(matrix) ? null : new HeadPose(matrix, tracking)
}
