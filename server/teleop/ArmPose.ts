import { VuerError } from '../errors.ts'
import { add, lengthOf, normalized, type Quaternion, scaled, subtract, turnTowards, type Vector3 } from './rigid.ts'

/** Where a tool is and how it is turned: metres and a unit quaternion (x, y, z, w), in the robot's frame. */
export interface ArmPose {
  readonly position: Vector3
  readonly quaternion: Quaternion
}

/** How far the length of a quaternion may be from 1: what two decimals of rounding leave. */
const LENGTH_TOLERANCE = 0.01

/** A copy with a quaternion of length 1. Throws INVALID_POSE, which names `what`, for anything that is no pose. */
export function checkArmPose(pose: ArmPose, what: string): ArmPose {
  const { position, quaternion } = pose ?? {}
  if (!isFiniteList(position, 3)) throw invalid(what, 'position must be three finite numbers')
  return { position: [position[0], position[1], position[2]], quaternion: checkQuaternion(quaternion, what) }
}

/** A copy of length 1. Throws INVALID_POSE, which names `what`. */
export function checkQuaternion(quaternion: Quaternion | undefined, what: string): Quaternion {
  if (!isFiniteList(quaternion, 4)) throw invalid(what, 'quaternion must be four finite numbers: x, y, z, w')
  const length = Math.hypot(...quaternion)
  if (Math.abs(length - 1) > LENGTH_TOLERANCE) {
    throw invalid(what, `the length of the quaternion must be 1, and is ${length.toFixed(3)}`)
  }
  return normalized(quaternion)
}

/** From one pose towards another, along a straight line and the shortest arc: by no more than so many metres and radians. */
export function approach(from: ArmPose, to: ArmPose, metres: number, radians: number): ArmPose {
  const way = subtract(to.position, from.position)
  const distance = lengthOf(way)
  return {
    position: distance <= metres ? to.position : add(from.position, scaled(way, metres / distance)),
    quaternion: turnTowards(from.quaternion, to.quaternion, radians),
  }
}

export const isFiniteList = <T extends ArrayLike<number>>(list: T | undefined | null, length: number): list is T =>
  list?.length === length && Array.prototype.every.call(list, Number.isFinite)

const invalid = (what: string, why: string) => new VuerError('INVALID_POSE', `${what}: ${why}`)
