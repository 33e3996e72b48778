import {
  composeMatrix,
  invertMatrix,
  multiplyMatrices,
  numbersOf,
  type PoseLike,
  transformPoint,
  transposeMatrix,
  type Vector3,
} from './matrix.ts'
import { Pose, poseOf } from './Pose.ts'

/**
 * Names of axes; all are right-handed and in metres. `openxr`: x right, y up, -z ahead, in which every pose arrives
 * (WebXR, OpenXR and three.js agree). `ros`: x ahead, y left, z up (REP 103). `enu`: x right, y ahead, z up (REP 103's
 * east, north, up, and what Blender, MuJoCo and Isaac call z-up).
 */
export type FrameName = 'openxr' | 'ros' | 'enu'

const rows = (...numbers: readonly number[]): readonly number[] => Object.freeze([...transposeMatrix(numbers)])

/**
 * The rotation R that takes coordinates along the axes of `openxr` to those of each frame, column-major; here written
 * by rows. `ros` is what OpenTeleVision calls `grd_yup2grd_zup` and xr_teleoperate `T_ROBOT_OPENXR`; `enu` is the
 * `YUP2ZUP` of VisionProTeleop.
 */
// biome-ignore format: matrices are read as matrices
export const FRAME_FROM_OPENXR: Readonly<Record<FrameName, readonly number[]>> = Object.freeze({
  openxr: rows(
    1, 0, 0, 0,
    0, 1, 0, 0,
    0, 0, 1, 0,
    0, 0, 0, 1,
  ),
  ros: rows(
     0, 0, -1, 0,
    -1, 0,  0, 0,
     0, 1,  0, 0,
     0, 0,  0, 1,
  ),
  enu: rows(
    1, 0,  0, 0,
    0, 0, -1, 0,
    0, 1,  0, 0,
    0, 0,  0, 1,
  ),
})

/** Throws a RangeError for a name that is none. */
function rotationTo(frame: FrameName): readonly number[] {
  if (Object.hasOwn(FRAME_FROM_OPENXR, frame)) return FRAME_FROM_OPENXR[frame]
  throw new RangeError(`"${frame}" is no frame; there are ${Object.keys(FRAME_FROM_OPENXR).join(', ')}`)
}

export interface FrameOptions {
  /**
   * The axes of the thing itself. By default those of the frame as well, so that a head that looks ahead is not turned,
   * and its x (`ros`) points where it looks. `openxr` leaves them: -z is where it looks, whatever the world's axes.
   */
  body?: FrameName
}

/**
 * A pose of a device in another frame: R * pose * R⁻¹. The left one renames the axes of the world, the right one those
 * of the thing. With `body: 'openxr'` only the left one is applied: R * pose.
 */
export function toFrame(pose: PoseLike, frame: FrameName, { body = frame }: FrameOptions = {}): Pose {
  return chain(rotationTo(frame), pose, transposeMatrix(rotationTo(body)))
}

/** A pose of that frame as devices and scenes have it: the inverse of {@link toFrame} with the same `body`. */
export function fromFrame(pose: PoseLike, frame: FrameName, { body = frame }: FrameOptions = {}): Pose {
  return chain(transposeMatrix(rotationTo(frame)), pose, rotationTo(body))
}

/** A point or a direction in another frame: R * point. */
export const pointToFrame = (point: ArrayLike<number>, frame: FrameName): Vector3 =>
  transformPoint(rotationTo(frame), point)

/** A point or a direction of that frame as devices and scenes have it. */
export const pointFromFrame = (point: ArrayLike<number>, frame: FrameName): Vector3 =>
  transformPoint(transposeMatrix(rotationTo(frame)), point)

/** Poses one after the other: `chain(worldFromHead, headFromWrist)` is worldFromWrist. Without any it is the identity. */
export function chain(...poses: readonly PoseLike[]): Pose {
  const [first = FRAME_FROM_OPENXR.openxr, ...others] = poses
  return poseOf(others.reduce<PoseLike>(multiplyMatrices, first))
}

/** The way back: headFromWorld of worldFromHead. Throws a RangeError for a pose that is scaled to nothing. */
export const inverse = (pose: PoseLike): Pose => new Pose(invertMatrix(pose))

/**
 * The pose as seen from `base`: inverse(base) * pose. Both in the same frame; `base` is a wrist, a head, or a node's
 * world matrix, in whose units the answer is then. Throws a RangeError for a base that is scaled to nothing.
 */
export const relativeTo = (pose: PoseLike, base: PoseLike): Pose => chain(invertMatrix(base), pose)

/**
 * The pose with the position of `base` subtracted and nothing turned: the origin moves to `base`, the axes stay those
 * of the world. OpenTeleVision and xr_teleoperate tell wrists from the head so.
 */
export function offsetFrom(pose: PoseLike, base: PoseLike): Pose {
  const offset = Float64Array.from(numbersOf(pose))
  const from = numbersOf(base)
  for (let index = 12; index < 15; index += 1) offset[index] = offset[index]! - from[index]!
  return new Pose(offset)
}

/** Nearer to the vertical than this (about 5°), a gaze does not say any more where ahead is. */
const LEAST_AHEAD = 0.087

/**
 * A pose of `openxr` as it would be with its head held up: its position, and only the turn about y that takes -z to
 * where it looks. As a base it keeps what is told from it still when the person nods. For one that looks straight up or
 * down, the top of its head says where ahead is.
 */
export function upright(pose: PoseLike): Pose {
  const m = numbersOf(pose)
  const ahead = [-m[8]!, -m[10]!] as const
  const isLevel = Math.hypot(...ahead) > LEAST_AHEAD
  const looksDown = m[9]! > 0
  const [x, z] = isLevel ? ahead : looksDown ? [m[4]!, m[6]!] : [-m[4]!, -m[6]!]
  const half = Math.atan2(-x!, -z!) / 2
  return new Pose(composeMatrix([m[12]!, m[13]!, m[14]!], [0, Math.sin(half), 0, Math.cos(half)]))
}
