/**
 * The 33 joints of a tracked body, in the order of Vuer, which is the order on the wire. The names are those of the
 * WebXR Body Tracking draft. Both palms come before the legs.
 */
export const BODY_JOINTS = [
  'hips',
  'spine-lower',
  'spine-middle',
  'spine-upper',
  'chest',
  'neck',
  'head',
  'left-shoulder',
  'left-scapula',
  'left-arm-upper',
  'left-arm-lower',
  'left-hand-wrist-twist',
  'right-shoulder',
  'right-scapula',
  'right-arm-upper',
  'right-arm-lower',
  'right-hand-wrist-twist',
  'left-hand-palm',
  'right-hand-palm',
  'left-upper-leg',
  'left-lower-leg',
  'left-foot-ankle-twist',
  'left-foot-ankle',
  'left-foot-subtalar',
  'left-foot-transverse',
  'left-foot-ball',
  'right-upper-leg',
  'right-lower-leg',
  'right-foot-ankle-twist',
  'right-foot-ankle',
  'right-foot-subtalar',
  'right-foot-transverse',
  'right-foot-ball',
] as const

export type BodyJoint = (typeof BODY_JOINTS)[number]

const INDEX: ReadonlyMap<string, number> = new Map(BODY_JOINTS.map((name, index) => [name, index]))

/** The place of a joint in {@link BODY_JOINTS}; throws a RangeError for a name that is none of them. */
export function bodyJointIndex(joint: BodyJoint): number {
  const index = INDEX.get(joint)
  if (index === undefined) throw new RangeError(`"${joint}" is no body joint; the names are in BODY_JOINTS`)
  return index
}

/** The pose of one joint: 16 numbers, column-major, metres, joint to world (y up, floor at 0). A view, not a copy. */
export function bodyMatrixOf(body: Float32Array, joint: BodyJoint): Float32Array {
  const at = bodyJointIndex(joint) * 16
  return body.subarray(at, at + 16)
}
