import type { HandMove, TrackingState } from '../events.ts'
import { type HandJoint, jointIndex, matrixOf } from '../joints.ts'
import { isPose, Pose } from './Pose.ts'

export type Side = 'left' | 'right'

/** How far a pose that is there can be believed. */
export type SeenState = Exclude<TrackingState, 'absent'>

/** One joint: -z along the bone towards the tip, y out of the back of the hand. */
export class JointPose extends Pose {
  readonly name: HandJoint
  /** Metres: of the sphere that touches the skin around the joint; `undefined` where the sender does not say. */
  readonly radius: number | undefined
  declare readonly matrix: Float32Array

  constructor(name: HandJoint, matrix: Float32Array, radius: number | undefined) {
    super(matrix)
    this.name = name
    this.radius = radius
  }
}

/** What the sender says of a hand's gestures. */
export type HandState = NonNullable<HandMove['leftState']>

/** A hand that is there. Joints are made when they are asked for; all poses are in the world frame (`openxr`). */
export class HandPose {
  readonly side: Side
  readonly tracking: SeenState
  /** All 25 joints, 16 numbers each, in the order of HAND_JOINTS. */
  readonly joints: Float32Array
  readonly state: HandState
  /** Where it points: -z is the direction; `null` where the device does not say. */
  readonly ray: Pose | null
  readonly #radii: Float32Array | null

  constructor(
    side: Side,
    joints: Float32Array,
    said: { tracking: SeenState; state: HandState; ray: Float32Array | null; radii: Float32Array | null },
  ) {
    this.side = side
    this.joints = joints
    this.tracking = said.tracking
    this.state = said.state
    this.ray = said.ray && new Pose(said.ray)
    this.#radii = said.radii
  }

  /** One joint; its numbers are a part of the hand's. Throws a RangeError for a name that is none. */
  joint(name: HandJoint): JointPose {
    return new JointPose(name, matrixOf(this.joints, name), this.#radii?.[jointIndex(name)])
  }

  get wrist(): JointPose {
    return this.joint('wrist')
  }

  /** Metres between the tips of thumb and index finger. */
  get pinchDistance(): number {
    const [x, y, z] = this.joint('thumb-tip').position
    const [toX, toY, toZ] = this.joint('index-finger-tip').position
    return Math.hypot(toX - x, toY - y, toZ - z)
  }
}

/** One hand of a HAND_MOVE; `null` when it is absent. */
export function handOf(value: HandMove, side: Side): HandPose | null {
  const joints = value[side]
  const tracking = value.tracking[side]
  if (!joints || tracking === 'absent' || !isPose(joints)) return null
  const state = value[`${side}State`] ?? {}
  return new HandPose(side, joints, { tracking, state, ray: value[`${side}Ray`], radii: value[`${side}Radii`] })
}
