import { HandSampler, type HandState, handStateOf } from './handSample.ts'
import { findInput } from './inputSource.ts'
import type { SampleSource } from './SampleStream.ts'
import type { Side, Tracking } from './tracking.ts'

/** The value of HAND_MOVE. Joints are 400 numbers, column-major, metres, in the reference space; `null` when absent. */
export interface HandMoveValue {
  left: Float32Array | null
  leftState: HandState | Record<string, never>
  right: Float32Array | null
  rightState: HandState | Record<string, never>
  tracking: Record<Side, Tracking>
}

/** Both hands. A disabled hand is not even looked at, and absent. */
export class HandsSource implements SampleSource<HandMoveValue> {
  readonly left = new HandSampler()
  readonly right = new HandSampler()
  disabled: Readonly<Record<Side, boolean>> = { left: false, right: false }

  read(frame: XRFrame, space: XRReferenceSpace): number {
    return this.#readSide('left', frame, space) | this.#readSide('right', frame, space)
  }

  lose(): void {
    this.left.tracking = 'absent'
    this.right.tracking = 'absent'
  }

  value(): HandMoveValue {
    const left = jointsOf(this.left)
    const right = jointsOf(this.right)
    return {
      left,
      leftState: left ? handStateOf(left) : {},
      right,
      rightState: right ? handStateOf(right) : {},
      tracking: { left: this.left.tracking, right: this.right.tracking },
    }
  }

  #readSide(side: Side, frame: XRFrame, space: XRReferenceSpace): number {
    const source = this.disabled[side] ? undefined : findInput(frame.session, 'hand', side)
    if (this[side].read(frame, space, source) === 'absent') return 0
    return side === 'left' ? 1 : 2
  }
}

const jointsOf = (hand: HandSampler): Float32Array | null => (hand.tracking === 'absent' ? null : hand.joints.slice())
