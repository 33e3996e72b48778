import { type Camera, Quaternion, Vector3 } from 'three'

/** Speeds in metres and radians a second: along the view's own axes, up along the scene's, turning left and up. */
export interface Steering {
  right: number
  up: number
  ahead: number
  yaw: number
  pitch: number
}

/** Controls that turn a camera around a target. */
export interface Steered {
  readonly object: Camera
  readonly target: Vector3
  update(): unknown
}

const step = new Vector3()
const sight = new Vector3()
const axis = new Vector3()
const turn = new Quaternion()

/** Straight up and straight down have no way ahead. Radians. */
const NEAREST_TO_POLE = 0.05

/** Moves the camera and its target together. False if there is nothing to do. */
export function steer(controls: Steered, { right, up, ahead, yaw, pitch }: Steering, seconds: number): boolean {
  const { object, target } = controls
  if (yaw !== 0 || pitch !== 0) turnView(controls, yaw * seconds, pitch * seconds)
  step.set(right, 0, -ahead).multiplyScalar(seconds).applyQuaternion(object.quaternion)
  step.addScaledVector(object.up, up * seconds)
  object.position.add(step)
  target.add(step)
  if (step.lengthSq() > 0) controls.update()
  return right !== 0 || up !== 0 || ahead !== 0 || yaw !== 0 || pitch !== 0
}

/** Turns the view where it is: the target goes around the camera. Radians, to the left and up. */
export function turnView(controls: Steered, left: number, upwards: number): void {
  const { object, target } = controls
  sight.subVectors(target, object.position)
  sight.applyQuaternion(turn.setFromAxisAngle(object.up, left))
  const fromUp = sight.angleTo(object.up)
  const wanted = Math.min(Math.PI - NEAREST_TO_POLE, Math.max(NEAREST_TO_POLE, fromUp - upwards))
  axis.crossVectors(sight, object.up).normalize()
  if (axis.lengthSq() > 0) sight.applyQuaternion(turn.setFromAxisAngle(axis, fromUp - wanted))
  target.addVectors(object.position, sight)
  controls.update()
}
