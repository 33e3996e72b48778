import { P_HAND_INPUT, type XRDevice } from 'iwer'
import { Matrix4, Quaternion, Vector3 } from 'three'
import { HAND_JOINTS, HAND_LENGTH } from '../../protocol/index.ts'
import type { Side } from './tracking.ts'

export type SetHandJoints = typeof setHandJoints

type HandInput = NonNullable<XRDevice['hands']['left']>
type HandPoses = HandInput[typeof P_HAND_INPUT]['poses']
type HandPose = HandPoses[string]

const POSE = 'given'

/** Joint radii are not part of what we show; this is a finger's, in metres. */
const RADIUS = 0.008

/**
 * Makes an emulated hand show exactly these joints: 25 matrices, column-major, metres, in the emulated room (which is
 * `local-floor` until somebody recentres). They are seen in the next frame. `null` takes the hand away, and the next
 * joints bring it back. Emulated hands and controllers exclude each other, so the device changes to hands.
 */
export function setHandJoints(device: XRDevice, side: Side, joints: Float32Array | null): void {
  const hand = device.hands[side]
  if (!hand) throw new Error(`This emulated headset has no ${side} hand.`)
  if (joints === null) {
    hand.connected = false
    return
  }
  if (joints.length !== HAND_LENGTH) throw new RangeError(`expected ${HAND_LENGTH} numbers, got ${joints.length}`)
  placeRay(hand, joints)
  const pose = poseOf(hand, side, joints)
  // iwer shares its table of poses between the hands and fades from the chosen one to `pinch` as the pinch value grows.
  // A table of this hand's own, in which both are the same, shows these joints and nothing else.
  hand[P_HAND_INPUT].poses = { ...hand[P_HAND_INPUT].poses, [POSE]: pose, pinch: pose }
  hand.poseId = POSE
  hand.connected = true
  device.primaryInputMode = 'hand'
}

/** The target ray starts at the wrist and points along the hand; joints are told relative to it. */
function placeRay(hand: HandInput, joints: Float32Array): void {
  worldFromWrist.fromArray(joints).decompose(position, quaternion, scale)
  hand.position.set(position.x, position.y, position.z)
  hand.quaternion.set(quaternion.x, quaternion.y, quaternion.z, quaternion.w)
}

function poseOf(hand: HandInput, side: Side, joints: Float32Array): HandPose {
  position.set(hand.position.x, hand.position.y, hand.position.z)
  quaternion.set(hand.quaternion.x, hand.quaternion.y, hand.quaternion.z, hand.quaternion.w)
  rayFromWorld.compose(position, quaternion, scale.set(1, 1, 1)).invert()
  const jointTransforms = {} as HandPose['jointTransforms']
  for (const [index, joint] of HAND_JOINTS.entries()) {
    rayFromJoint.fromArray(joints, index * 16).premultiply(rayFromWorld)
    const offsetMatrix = new Float32Array(rayFromJoint.toArray())
    if (side === 'right') mirror(offsetMatrix)
    jointTransforms[joint as keyof typeof jointTransforms] = { offsetMatrix, radius: RADIUS }
  }
  return { jointTransforms }
}

const worldFromWrist = new Matrix4()
const rayFromWorld = new Matrix4()
const rayFromJoint = new Matrix4()
const position = new Vector3()
const quaternion = new Quaternion()
const scale = new Vector3()

/**
 * iwer keeps left hands and mirrors them at x = 0 for the right: M becomes S M S with S = diag(-1, 1, 1). Mirroring
 * twice changes nothing, so a right hand that is mirrored beforehand comes out as it was.
 */
export function mirror(matrix: Float32Array): void {
  for (const index of MIRRORED) matrix[index] = -matrix[index]!
}
const MIRRORED = [1, 2, 4, 8, 12]
