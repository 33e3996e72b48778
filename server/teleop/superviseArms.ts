import type { VuerSession } from '../session/VuerSession.ts'
import { type SuperviseArmOptions, SupervisedArm } from './SupervisedArm.ts'

type WithoutHand<T> = T extends unknown ? Omit<T, 'hand'> : never
/** What `superviseArm` takes, for a hand that is named elsewhere. */
export type OneArmOptions = WithoutHand<SuperviseArmOptions>

export interface SupervisedArms extends Disposable {
  readonly left: SupervisedArm
  readonly right: SupervisedArm
  /** An emergency stop of both. Each holds until its own `reset()`. */
  stop(sentence?: string): void
}

/**
 * Two hands lead two arms. Each engages and stops by itself; {@link SupervisedArms.stop} stops both. Throws
 * INVALID_OPTION or INVALID_POSE.
 */
export function superviseArms(
  session: VuerSession,
  options: { left: OneArmOptions; right: OneArmOptions },
): SupervisedArms {
  const left = new SupervisedArm(session, { ...options.left, hand: 'left' } as SuperviseArmOptions)
  let right: SupervisedArm
  try {
    right = new SupervisedArm(session, { ...options.right, hand: 'right' } as SuperviseArmOptions)
  } catch (error) {
    left[Symbol.dispose]()
    throw error
  }
  return {
    left,
    right,
    stop(sentence) {
      left.stop(sentence)
      right.stop(sentence)
    },
    [Symbol.dispose]() {
      left[Symbol.dispose]()
      right[Symbol.dispose]()
    },
  }
}
