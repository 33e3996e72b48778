import { MathUtils, Matrix4, type Quaternion, Vector3 } from 'three'
import type { Side } from '../tracking.ts'
import { PANEL_WIDTH } from './panelLayout.ts'

/** At `READING_DISTANCE` the panel is so wide. Metres. */
const WIDTH = 0.28
const READING_DISTANCE = 0.45
export const METRES_PER_PIXEL = WIDTH / PANEL_WIDTH

/** Farther away it grows, so that its letters stay as high for the eye. */
const SMALLEST = 0.8
const LARGEST = 2
/** Between the wrist and the panel's edge, so that neither thumb nor palm is in the way. Metres. */
const ABOVE_WRIST = 0.08
const BESIDE_WRIST = 0.1
/** Where a panel is put that was called by a button. Metres. */
const PLACED = { distance: 0.55, below: 0.1 }
/** Where the upper edge of a message is: metres, and radians below the line of sight. */
const TOAST = { distance: 0.9, below: 0.24 }

const UP = new Vector3(0, 1, 0)

/** Where the panel's middle is, in the reference space. Its face looks along +z. */
export interface Pose {
  readonly position: Vector3
  readonly quaternion: Quaternion
  scale: number
}

export interface WristPlace {
  readonly position: Vector3
  /** Where the hand is, seen from the wrist: of length 1. */
  readonly fingers: Vector3
  readonly side: Side
}

/**
 * Above the wrist, as the head sees it, and turned to the head; where the fingers point up, beside it, on the side of
 * the other hand. `height` is that of the panel at size 1, in metres.
 */
export function poseAtWrist(pose: Pose, head: Vector3, wrist: WristPlace, height: number): void {
  const distance = toward.subVectors(wrist.position, head).length()
  pose.scale = Math.min(LARGEST, Math.max(SMALLEST, distance / READING_DISTANCE))
  raise(upward, toward.normalize())
  sideward.crossVectors(toward, upward).multiplyScalar(wrist.side === 'left' ? 1 : -1)
  const beside = MathUtils.smoothstep(wrist.fingers.dot(upward), 0.4, 0.8)
  pose.position
    .copy(wrist.position)
    .addScaledVector(upward, (1 - beside) * (ABOVE_WRIST + (height * pose.scale) / 2) + beside * ABOVE_WRIST)
    .addScaledVector(sideward, beside * (BESIDE_WRIST + (WIDTH * pose.scale) / 2))
  face(pose, head)
}

/** Before the head, upright, a little below the eyes. */
export function poseBefore(pose: Pose, head: Vector3, forward: Vector3): void {
  toward.copy(forward).setY(0)
  if (toward.lengthSq() < 1e-4) toward.set(0, 0, -1)
  pose.position.copy(head).addScaledVector(toward.normalize(), PLACED.distance)
  pose.position.y -= PLACED.below
  pose.scale = PLACED.distance / READING_DISTANCE
  face(pose, head)
}

/** Below the line of sight, wherever the head looks. The pose is that of the upper edge. */
export function poseAsToast(pose: Pose, head: Vector3, forward: Vector3): void {
  raise(upward, forward)
  toward.copy(forward).multiplyScalar(Math.cos(TOAST.below)).addScaledVector(upward, -Math.sin(TOAST.below))
  pose.position.copy(head).addScaledVector(toward, TOAST.distance)
  pose.scale = TOAST.distance / READING_DISTANCE
  face(pose, head)
}

/** Comes nearer to `target` by as much as a lag of `lagMs` allows in `elapsedMs`: what trembles, trembles less. */
export function follow(pose: Pose, target: Pose, elapsedMs: number, lagMs: number): void {
  const part = 1 - Math.exp(-elapsedMs / lagMs)
  pose.position.lerp(target.position, part)
  pose.quaternion.slerp(target.quaternion, part)
  pose.scale += (target.scale - pose.scale) * part
}

/** The direction that is up for somebody who looks along `along`. */
function raise(up: Vector3, along: Vector3): void {
  up.copy(UP).addScaledVector(along, -UP.dot(along))
  if (up.lengthSq() < 1e-4) up.set(0, 0, -1)
  up.normalize()
}

function face(pose: Pose, head: Vector3): void {
  turn.lookAt(head, pose.position, UP)
  pose.quaternion.setFromRotationMatrix(turn)
}

const toward = new Vector3()
const upward = new Vector3()
const sideward = new Vector3()
const turn = new Matrix4()
