import type { ArmPose } from './ArmPose.ts'
import { add, inverse, multiply, normalized, type Quaternion, rotate, scaled, subtract } from './rigid.ts'

export interface ClutchOptions {
  /** Metres of the arm for each metre of the hand. */
  readonly positionScale: number
  readonly followRotation: boolean
  readonly robotFromWorld: Quaternion
}

/**
 * The moment of engagement: where the hand was and where the arm was. From then on the arm moves as the hand has moved
 * since. With p, q the hand, P, Q the arm, 0 the moment of engagement, R `robotFromWorld` and s `positionScale`:
 *
 *     P = P0 + s R (p - p0)
 *     Q = R (q q0⁻¹) R⁻¹ Q0
 */
export class Clutch {
  readonly #hand: ArmPose
  readonly #arm: ArmPose
  readonly #options: ClutchOptions

  constructor(hand: ArmPose, arm: ArmPose, options: ClutchOptions) {
    this.#hand = hand
    this.#arm = arm
    this.#options = options
  }

  /** Where the arm belongs, in the robot's frame, when the hand is there, in the world's frame. */
  targetFor(hand: ArmPose): ArmPose {
    const { positionScale, followRotation, robotFromWorld } = this.#options
    const moved = rotate(robotFromWorld, subtract(hand.position, this.#hand.position))
    const position = add(this.#arm.position, scaled(moved, positionScale))
    if (!followRotation) return { position, quaternion: this.#arm.quaternion }
    const turnInWorld = multiply(hand.quaternion, inverse(this.#hand.quaternion))
    const turn = multiply(multiply(robotFromWorld, turnInWorld), inverse(robotFromWorld))
    return { position, quaternion: normalized(multiply(turn, this.#arm.quaternion)) }
  }
}
