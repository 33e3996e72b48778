import { HAND_JOINTS } from '../../protocol/index.ts'
import { HandGestures, PLAIN_THRESHOLDS, type Thresholds } from './HandGestures.ts'
import { type NamedSpaces, SpacesSampler } from './SpacesSampler.ts'
import { isFiniteList, type Tracking } from './tracking.ts'

declare global {
  interface XRFrame {
    /** Not in the types of WebXR yet. */
    fillJointRadii?(joints: Iterable<XRJointSpace>, radii: Float32Array): boolean
  }
}

export interface HandState {
  pinch: boolean
  pinchValue: number
  squeeze: boolean
  squeezeValue: number
  tap: boolean
  tapValue: number
  /** The device's own pinch, from devices that tell it. */
  select: boolean | undefined
  /** 0 to 1. */
  selectValue: number | undefined
}

export interface HandReading {
  readonly thresholds: Thresholds
  /** Size of the hand, around its wrist. Distances of gestures are those of the person's own hand. */
  readonly scale: number
  readonly radii: boolean
}

export const PLAIN_READING: HandReading = { thresholds: PLAIN_THRESHOLDS, scale: 1, radii: false }

/** Reads one hand, once a frame, with no allocation of its own. What it tells is that of the last `read`. */
export class HandSampler {
  /** Where it points, as the device says: 16 numbers, column-major. */
  readonly ray = new Float32Array(16)
  /** The radius of each joint, metres. */
  readonly radii = new Float32Array(HAND_JOINTS.length)
  hasRay = false
  hasRadii = false
  readonly #sampler = new SpacesSampler(HAND_JOINTS)
  readonly #gestures = new HandGestures()
  readonly #state: HandState = {
    pinch: false,
    pinchValue: 0,
    squeeze: false,
    squeezeValue: 0,
    tap: false,
    tapValue: 0,
    select: undefined,
    selectValue: undefined,
  }
  #gamepad: Gamepad | undefined

  /** 25 joints of 16 numbers, column-major, metres, in the reference space. */
  get joints(): Float32Array {
    return this.#sampler.matrices
  }

  get tracking(): Tracking {
    return this.#sampler.tracking
  }

  /** Absent when there is no such hand, or when one joint is not known: never half a hand. */
  read(
    frame: XRFrame,
    space: XRSpace,
    source: XRInputSource | undefined,
    reading: HandReading = PLAIN_READING,
  ): Tracking {
    if (!source?.hand || this.#sampler.read(frame, space, source.hand as unknown as NamedSpaces) === 'absent') {
      this.lose()
      return 'absent'
    }
    this.#gamepad = source.gamepad
    this.#gestures.update(this.joints, reading.thresholds)
    this.hasRay = this.#readRay(frame, space, source)
    this.hasRadii = reading.radii && this.#readRadii(frame, space)
    if (reading.scale !== 1) this.#scale(reading.scale)
    return this.tracking
  }

  /** The hand is gone: nothing that was known of it holds. */
  lose(): void {
    this.#sampler.tracking = 'absent'
    this.#gestures.reset()
    this.#gamepad = undefined
    this.hasRay = false
    this.hasRadii = false
  }

  /** What is derived from the hand: the same map each time. */
  state(): HandState {
    const { pinch, pinchValue, squeeze, squeezeValue, tap } = this.#gestures
    const state = this.#state
    state.pinch = pinch.isClosed
    state.pinchValue = pinchValue
    state.squeeze = squeeze.isClosed
    state.squeezeValue = squeezeValue
    state.tap = tap.isClosed
    state.tapValue = pinchValue
    const button = this.#gamepad?.buttons[0]
    state.select = button?.pressed
    state.selectValue = button?.value
    return state
  }

  /** A ray that is a guess is none: nothing on the wire could say so of it. */
  #readRay(frame: XRFrame, space: XRSpace, source: XRInputSource): boolean {
    const pose = frame.getPose(source.targetRaySpace, space)
    if (!pose || pose.emulatedPosition) return false
    this.ray.set(pose.transform.matrix)
    return isFiniteList(this.ray)
  }

  #readRadii(frame: XRFrame, space: XRSpace): boolean {
    const joints = this.#sampler.spaces as readonly XRJointSpace[]
    if (frame.fillJointRadii) return frame.fillJointRadii(joints, this.radii) && isFiniteList(this.radii)
    for (let index = 0; index < joints.length; index += 1) {
      const radius = frame.getJointPose?.(joints[index]!, space)?.radius
      if (radius === undefined) return false
      this.radii[index] = radius
    }
    return isFiniteList(this.radii)
  }

  #scale(scale: number): void {
    const { joints, radii } = this
    for (let at = 16; at < joints.length; at += 16) {
      for (let axis = 12; axis < 15; axis += 1) {
        const wrist = joints[axis]!
        joints[at + axis] = wrist + (joints[at + axis]! - wrist) * scale
      }
    }
    for (let index = 0; index < radii.length; index += 1) radii[index]! *= scale
  }
}
