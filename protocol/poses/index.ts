/** What a script reads out of poses: named joints, other frames, places of nodes. Plain functions over numbers. */
export {
  type ControllerAxes,
  type ControllerButton,
  type ControllerButtons,
  ControllerPose,
  type ControllerState,
  controllerOf,
} from './ControllerPose.ts'
export {
  chain,
  FRAME_FROM_OPENXR,
  type FrameName,
  type FrameOptions,
  fromFrame,
  inverse,
  offsetFrom,
  pointFromFrame,
  pointToFrame,
  relativeTo,
  toFrame,
  upright,
} from './frames.ts'
export { HandPose, type HandState, handOf, JointPose, type SeenState, type Side } from './HandPose.ts'
export { HeadPose, headOf } from './HeadPose.ts'
export {
  composeMatrix,
  decomposeMatrix,
  invertMatrix,
  invertRigid,
  type Matrix,
  multiplyMatrices,
  type PoseLike,
  type Quaternion,
  transformPoint,
  transposeMatrix,
  type Vector3,
} from './matrix.ts'
export { Pose, poseOf } from './Pose.ts'
export { isNumbers, isRotation, isTurned, localMatrixOf } from './placement.ts'
export { worldMatrixOf } from './worldMatrixOf.ts'
