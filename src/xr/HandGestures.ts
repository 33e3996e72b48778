import { jointIndex } from '../../protocol/index.ts'
import { Latch } from './Latch.ts'

/** In metres: a gesture closes below the first distance and opens above the second. */
export type Threshold = readonly [below: number, above: number]
export interface Thresholds {
  readonly pinch: Threshold
  readonly squeeze: Threshold
  readonly tap: Threshold
}

/** Vuer's, so that scripts written for it feel the same: one distance each. */
export const PLAIN_THRESHOLDS: Thresholds = { pinch: [0.01, 0.01], squeeze: [0.07, 0.07], tap: [0.01, 0.01] }

/** Ours for `hysteresis: true`: closed as Vuer closes, and open only when the fingers are clearly apart. */
export const STEADY_THRESHOLDS: Thresholds = { pinch: [0.01, 0.02], squeeze: [0.07, 0.08], tap: [0.01, 0.02] }

/** The thresholds that a Hands node asks for; of a map, what it leaves out is as in Vuer. */
export function thresholdsOf(
  hysteresis: boolean | { [G in keyof Thresholds]?: readonly number[] | undefined },
): Thresholds {
  if (typeof hysteresis === 'boolean') return hysteresis ? STEADY_THRESHOLDS : PLAIN_THRESHOLDS
  const { pinch, squeeze, tap } = hysteresis as Partial<Thresholds>
  return {
    pinch: pinch ?? PLAIN_THRESHOLDS.pinch,
    squeeze: squeeze ?? PLAIN_THRESHOLDS.squeeze,
    tap: tap ?? PLAIN_THRESHOLDS.tap,
  }
}

/** What is derived from the joints of one hand. `tap` is the same as `pinch` in Vuer, and so here. */
export class HandGestures {
  readonly pinch = new Latch()
  readonly squeeze = new Latch()
  readonly tap = new Latch()
  /** Distance between the tips of thumb and index finger, metres. */
  pinchValue = 0
  /** Distance between the middle finger's tip and its proximal phalanx, metres. */
  squeezeValue = 0

  update(joints: Float32Array, thresholds: Thresholds): void {
    this.pinchValue = distance(joints, THUMB_TIP, INDEX_TIP)
    this.squeezeValue = distance(joints, MIDDLE_TIP, MIDDLE_PROXIMAL)
    this.pinch.update(this.pinchValue, thresholds.pinch[0], thresholds.pinch[1])
    this.tap.update(this.pinchValue, thresholds.tap[0], thresholds.tap[1])
    this.squeeze.update(this.squeezeValue, thresholds.squeeze[0], thresholds.squeeze[1])
  }

  reset(): void {
    this.pinch.reset()
    this.squeeze.reset()
    this.tap.reset()
  }
}

const THUMB_TIP = jointIndex('thumb-tip') * 16 + 12
const INDEX_TIP = jointIndex('index-finger-tip') * 16 + 12
const MIDDLE_TIP = jointIndex('middle-finger-tip') * 16 + 12
const MIDDLE_PROXIMAL = jointIndex('middle-finger-phalanx-proximal') * 16 + 12

function distance(joints: Float32Array, a: number, b: number): number {
  const x = joints[a]! - joints[b]!
  const y = joints[a + 1]! - joints[b + 1]!
  const z = joints[a + 2]! - joints[b + 2]!
  return Math.sqrt(x * x + y * y + z * z)
}
