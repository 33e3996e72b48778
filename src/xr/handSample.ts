import { HAND_JOINTS, HAND_LENGTH, jointIndex } from '../../protocol/index.ts'
import { isFiniteList, type Tracking, trackingOf } from './tracking.ts'

export interface HandState {
  pinch: boolean
  /** Distance between the tips of thumb and index finger, metres. */
  pinchValue: number
  squeeze: boolean
  /** Distance between the middle finger's tip and its proximal phalanx, metres. */
  squeezeValue: number
  tap: boolean
  tapValue: number
}

/** Thresholds in metres, from Vuer, so that scripts written for it feel the same. */
const PINCHED = 0.01
const SQUEEZED = 0.07

/**
 * Reads one hand, once a frame, into one buffer that is used again and again: 25 joints of 16 numbers, column-major,
 * metres, in the reference space. With no allocation of ours per frame; the numbers are those of the last `read`.
 */
export class HandSampler {
  readonly joints = new Float32Array(HAND_LENGTH)
  tracking: Tracking = 'absent'
  #hand: XRHand | undefined
  #spaces: readonly XRJointSpace[] = []

  /** Absent when there is no such hand, when one joint is not known, or when a number is not finite: never half a hand. */
  read(frame: XRFrame, space: XRSpace, source: XRInputSource | undefined): Tracking {
    this.tracking = source?.hand ? this.#readHand(frame, space, source.hand) : 'absent'
    return this.tracking
  }

  #readHand(frame: XRFrame, space: XRSpace, hand: XRHand): Tracking {
    const spaces = this.#spacesOf(hand)
    const wrist = spaces[0]
    if (!wrist || spaces.length !== HAND_JOINTS.length) return 'absent'
    const filled = hasFillPoses(frame)
      ? frame.fillPoses(spaces, space, this.joints)
      : fillOneByOne(frame, spaces, space, this.joints)
    if (!filled || !isFiniteList(this.joints)) return 'absent'
    // fillPoses tells poses, and not whether they are guesses: that needs one pose of its own.
    const pose = frame.getPose(wrist, space)
    return pose ? trackingOf(pose) : 'absent'
  }

  /** In the order of the wire, which a hand of another browser need not have as its own. */
  #spacesOf(hand: XRHand): readonly XRJointSpace[] {
    if (this.#hand === hand) return this.#spaces
    this.#hand = hand
    this.#spaces = HAND_JOINTS.flatMap((joint) => hand.get(joint) ?? [])
    return this.#spaces
  }
}

/** Older browsers have hand tracking without `fillPoses`. */
const hasFillPoses = (frame: XRFrame): boolean => typeof frame.fillPoses === 'function'

function fillOneByOne(frame: XRFrame, spaces: readonly XRJointSpace[], space: XRSpace, joints: Float32Array): boolean {
  for (const [at, jointSpace] of spaces.entries()) {
    const pose = frame.getJointPose?.(jointSpace, space)
    if (!pose) return false
    joints.set(pose.transform.matrix, at * 16)
  }
  return true
}

/** What Vuer derives from the joints. `tap` is the same as `pinch` there, and so here. */
export function handStateOf(joints: Float32Array): HandState {
  const pinchValue = distance(joints, THUMB_TIP, INDEX_TIP)
  const squeezeValue = distance(joints, MIDDLE_TIP, MIDDLE_PROXIMAL)
  const pinch = pinchValue < PINCHED
  return { pinch, pinchValue, squeeze: squeezeValue < SQUEEZED, squeezeValue, tap: pinch, tapValue: pinchValue }
}

const THUMB_TIP = jointIndex('thumb-tip') * 16 + 12
const INDEX_TIP = jointIndex('index-finger-tip') * 16 + 12
const MIDDLE_TIP = jointIndex('middle-finger-tip') * 16 + 12
const MIDDLE_PROXIMAL = jointIndex('middle-finger-phalanx-proximal') * 16 + 12

const distance = (joints: Float32Array, a: number, b: number): number =>
  Math.hypot(joints[a]! - joints[b]!, joints[a + 1]! - joints[b + 1]!, joints[a + 2]! - joints[b + 2]!)
