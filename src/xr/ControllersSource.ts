import { ControllerSampler, type ControllerState } from './controllerSample.ts'
import { findInput } from './inputSource.ts'
import type { SampleSource } from './SampleStream.ts'
import type { Side, Tracking } from './tracking.ts'

/** The value of CONTROLLER_MOVE. Poses are 16 numbers, column-major, metres, in the reference space; `null` when absent. */
export interface ControllerMoveValue {
  /** The target ray. */
  left: Float32Array | null
  leftGrip: Float32Array | null
  leftState: ControllerState | Record<string, never>
  right: Float32Array | null
  rightGrip: Float32Array | null
  rightState: ControllerState | Record<string, never>
  tracking: Record<Side, Tracking>
}

/** Of a controller that is absent. */
const NO_STATE: Readonly<Record<string, never>> = Object.freeze({})

/** Both controllers. A side that is not wanted is not even looked at, and absent. */
export class ControllersSource implements SampleSource<ControllerMoveValue> {
  readonly left = new ControllerSampler()
  readonly right = new ControllerSampler()
  wanted: Readonly<Record<Side, boolean>> = { left: true, right: true }
  readonly #value: ControllerMoveValue = {
    left: null,
    leftGrip: null,
    leftState: NO_STATE,
    right: null,
    rightGrip: null,
    rightState: NO_STATE,
    tracking: { left: 'absent', right: 'absent' },
  }

  read(frame: XRFrame, space: XRReferenceSpace): number {
    return this.#readSide('left', frame, space) | (this.#readSide('right', frame, space) << BITS)
  }

  lose(): void {
    this.left.lose()
    this.right.lose()
  }

  value(): ControllerMoveValue {
    const value = this.#value
    const { left, right } = this
    value.left = left.tracking === 'absent' ? null : left.matrix
    value.leftGrip = left.hasGrip ? left.grip : null
    value.leftState = left.tracking === 'absent' ? NO_STATE : left.state()
    value.right = right.tracking === 'absent' ? null : right.matrix
    value.rightGrip = right.hasGrip ? right.grip : null
    value.rightState = right.tracking === 'absent' ? NO_STATE : right.state()
    value.tracking.left = left.tracking
    value.tracking.right = right.tracking
    return value
  }

  /** There at all, seen and not guessed, with a grip: what of it is lost is told at once. */
  #readSide(side: Side, frame: XRFrame, space: XRReferenceSpace): number {
    const source = this.wanted[side] ? findInput(frame.session, 'controller', side) : undefined
    const controller = this[side]
    const tracking = controller.read(frame, space, source)
    if (tracking === 'absent') return 0
    return 1 | (tracking === 'tracked' ? 2 : 0) | (controller.hasGrip ? 4 : 0)
  }
}

/** Bits of one side. */
const BITS = 3
