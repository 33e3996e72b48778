import {
  type ControllerMove,
  type HandJoint,
  type HandMove,
  jointIndex,
  matrixOf,
  type Side,
} from '../../protocol/index.ts'
import { VuerError } from '../errors.ts'
import type { ArmInput } from './ArmInput.ts'
import { type EngageLevels, PINCH_LEVELS, pinchDistance } from './gestures.ts'

/** Which stream leads an arm, and what engages it. */
export type ArmLead = {
  /** The hand, or the controller in that hand. */
  readonly hand: Side
  /** Listens only to the node with this key; to every node that streams, unless told. */
  readonly key?: string
  /** The joint of a hand that leads; `wrist`. */
  readonly joint?: HandJoint
  /**
   * The pose of a controller that leads: its target `ray`, or its `grip` in the palm, which stays in place when the wrist
   * turns. `ray`, because every client sends it.
   */
  readonly controllerPose?: 'ray' | 'grip'
} & (
  | {
      /** `pinch` of a hand, `squeeze` or `trigger` of a controller. */
      readonly engage: 'pinch' | 'squeeze' | 'trigger'
    }
  | {
      readonly from: 'hand'
      /** Says of a sample of both hands whether it is pressed, or how far (`engageLevels`). */
      readonly engage: (hands: HandMove) => boolean | number
    }
  | {
      readonly from: 'controller'
      /** Says of a sample of both controllers whether it is pressed, or how far (`engageLevels`). */
      readonly engage: (controllers: ControllerMove) => boolean | number
    }
)

/** Reads samples of one event for one arm. */
export interface ArmSource {
  readonly etype: 'HAND_MOVE' | 'CONTROLLER_MOVE'
  /** The levels of its own gesture. */
  readonly levels: EngageLevels | undefined
  /** A value of `etype`. */
  read(value: HandMove | ControllerMove): Omit<ArmInput, 'capturedAt'>
}

/** Throws INVALID_OPTION; and a RangeError for a joint that is none. */
export function armSource(lead: ArmLead): ArmSource {
  const { hand: side, joint = 'wrist', controllerPose = 'ray', engage } = lead
  if (side !== 'left' && side !== 'right') throw invalid('hand', '"left" or "right"')
  jointIndex(joint)
  if (controllerPose !== 'ray' && controllerPose !== 'grip') throw invalid('controllerPose', '"ray" or "grip"')
  if (engage === 'pinch') return handSource(side, joint, (hands) => pinchOf(hands[side]), PINCH_LEVELS)
  if (engage === 'squeeze' || engage === 'trigger') {
    return controllerSource(side, controllerPose, (controllers) => travelOf(controllers[`${side}State`], engage))
  }
  if (typeof engage !== 'function') throw invalid('engage', '"pinch", "squeeze", "trigger" or a function')
  if (lead.from === 'hand') return handSource(side, joint, lead.engage)
  if (lead.from === 'controller') return controllerSource(side, controllerPose, lead.engage)
  throw invalid('from', '"hand" or "controller" beside an engage function')
}

const handSource = (
  side: Side,
  joint: HandJoint,
  engage: (hands: HandMove) => boolean | number,
  levels?: EngageLevels,
): ArmSource => ({
  etype: 'HAND_MOVE',
  levels,
  read(hands: HandMove) {
    const hand = hands[side]
    const tracking = hands.tracking[side]
    return hand ? { matrix: matrixOf(hand, joint), tracking, engage: engage(hands) } : ABSENT
  },
})

const controllerSource = (
  side: Side,
  pose: 'ray' | 'grip',
  engage: (controllers: ControllerMove) => boolean | number,
): ArmSource => ({
  etype: 'CONTROLLER_MOVE',
  levels: undefined,
  read(controllers: ControllerMove) {
    const matrix = pose === 'grip' ? controllers[`${side}Grip`] : controllers[side]
    return matrix ? { matrix, tracking: controllers.tracking[side], engage: engage(controllers) } : ABSENT
  },
})

const ABSENT: Omit<ArmInput, 'capturedAt'> = { matrix: null, tracking: 'absent', engage: false }

const pinchOf = (hand: Float32Array | null): number => (hand ? pinchDistance(hand) : Number.NaN)

/** A sender that says pressed or not, and not how far, is believed; one that says nothing is not taken for released. */
const travelOf = (state: ControllerMove['leftState'], button: 'squeeze' | 'trigger'): boolean | number =>
  state?.[`${button}Value`] ?? state?.[button] ?? Number.NaN

const invalid = (name: string, expected: string) =>
  new VuerError('INVALID_OPTION', `superviseArm: ${name} must be ${expected}`)
