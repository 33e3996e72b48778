import { type HandReading, HandSampler, type HandState, PLAIN_READING } from './handSample.ts'
import { findInput } from './inputSource.ts'
import type { SampleSource } from './SampleStream.ts'
import type { Side, Tracking } from './tracking.ts'
import { ts32HandsOf } from './ts32Hands.ts'

/** The value of HAND_MOVE. Numbers are column-major, metres, in the reference space; `null` when absent. */
export interface HandMoveValue {
  left: Float32Array | null
  leftState: HandState | Record<string, never>
  leftRay: Float32Array | null
  leftRadii: Float32Array | null
  right: Float32Array | null
  rightState: HandState | Record<string, never>
  rightRay: Float32Array | null
  rightRadii: Float32Array | null
  tracking: Record<Side, Tracking>
}

/** Of a hand that is absent. */
const NO_STATE: Readonly<Record<string, never>> = Object.freeze({})

/** Both hands. One that is not wanted is not even looked at, and absent. */
export class HandsSource implements SampleSource<HandMoveValue> {
  readonly left = new HandSampler()
  readonly right = new HandSampler()
  wanted: Readonly<Record<Side, boolean>> = { left: true, right: true }
  reading: HandReading = PLAIN_READING
  /** Also say what the clients of 2024 said, for programs that read only that. */
  speaksTS32 = false
  readonly #value: HandMoveValue = {
    left: null,
    leftState: NO_STATE,
    leftRay: null,
    leftRadii: null,
    right: null,
    rightState: NO_STATE,
    rightRay: null,
    rightRadii: null,
    tracking: { left: 'absent', right: 'absent' },
  }

  read(frame: XRFrame, space: XRReferenceSpace): number {
    return this.#readSide('left', frame, space) | (this.#readSide('right', frame, space) << BITS)
  }

  lose(): void {
    this.left.lose()
    this.right.lose()
  }

  value(): HandMoveValue {
    const value = this.#value
    const { left, right } = this
    value.left = left.tracking === 'absent' ? null : left.joints
    value.leftState = left.tracking === 'absent' ? NO_STATE : left.state()
    value.leftRay = left.hasRay ? left.ray : null
    value.leftRadii = left.hasRadii ? left.radii : null
    value.right = right.tracking === 'absent' ? null : right.joints
    value.rightState = right.tracking === 'absent' ? NO_STATE : right.state()
    value.rightRay = right.hasRay ? right.ray : null
    value.rightRadii = right.hasRadii ? right.radii : null
    value.tracking.left = left.tracking
    value.tracking.right = right.tracking
    return this.speaksTS32 ? { ...value, ...ts32HandsOf(value) } : value
  }

  /** There at all, seen and not guessed, with a ray, with radii: what of it is lost is told at once. */
  #readSide(side: Side, frame: XRFrame, space: XRReferenceSpace): number {
    const hand = this[side]
    const source = this.wanted[side] ? findInput(frame.session, 'hand', side) : undefined
    const tracking = hand.read(frame, space, source, this.reading)
    if (tracking === 'absent') return 0
    return 1 | (tracking === 'tracked' ? 2 : 0) | (hand.hasRay ? 4 : 0) | (hand.hasRadii ? 8 : 0)
  }
}

/** Bits of one side. */
const BITS = 4
