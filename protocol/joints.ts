/** The 25 joints of a WebXR hand, in the order of the WebXR Hand Input specification, which is the order on the wire. */
export const HAND_JOINTS = [
  'wrist',
  'thumb-metacarpal',
  'thumb-phalanx-proximal',
  'thumb-phalanx-distal',
  'thumb-tip',
  'index-finger-metacarpal',
  'index-finger-phalanx-proximal',
  'index-finger-phalanx-intermediate',
  'index-finger-phalanx-distal',
  'index-finger-tip',
  'middle-finger-metacarpal',
  'middle-finger-phalanx-proximal',
  'middle-finger-phalanx-intermediate',
  'middle-finger-phalanx-distal',
  'middle-finger-tip',
  'ring-finger-metacarpal',
  'ring-finger-phalanx-proximal',
  'ring-finger-phalanx-intermediate',
  'ring-finger-phalanx-distal',
  'ring-finger-tip',
  'pinky-finger-metacarpal',
  'pinky-finger-phalanx-proximal',
  'pinky-finger-phalanx-intermediate',
  'pinky-finger-phalanx-distal',
  'pinky-finger-tip',
] as const

export type HandJoint = (typeof HAND_JOINTS)[number]

/** The ends of the five fingers, thumb first: 4, 9, 14, 19 and 24 of {@link HAND_JOINTS}. */
export const FINGER_TIPS = [
  'thumb-tip',
  'index-finger-tip',
  'middle-finger-tip',
  'ring-finger-tip',
  'pinky-finger-tip',
] as const satisfies readonly HandJoint[]

const INDEX: ReadonlyMap<string, number> = new Map(HAND_JOINTS.map((name, index) => [name, index]))

/** The place of a joint in {@link HAND_JOINTS}; throws a RangeError for a name that is none of them. */
export function jointIndex(joint: HandJoint): number {
  const index = INDEX.get(joint)
  if (index === undefined) throw new RangeError(`"${joint}" is no hand joint; the names are in HAND_JOINTS`)
  return index
}

/** The pose of one joint: 16 numbers, column-major, metres, joint to world (y up, floor at 0). A view, not a copy. */
export function matrixOf(hand: Float32Array, joint: HandJoint): Float32Array {
  const at = jointIndex(joint) * 16
  return hand.subarray(at, at + 16)
}

/** The position of one joint of a hand in metres, in the world frame (y up, floor at 0). */
export function positionOf(hand: Float32Array, joint: HandJoint): [x: number, y: number, z: number] {
  const at = jointIndex(joint) * 16
  return [hand[at + 12]!, hand[at + 13]!, hand[at + 14]!]
}
