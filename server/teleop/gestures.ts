import { type HandJoint, jointIndex } from '../../protocol/index.ts'

/**
 * Two levels with a gap between them, so that noise near one does not switch forth and back. With `closesAt` below
 * `opensAt` small levels are pressed (the distance of a pinch), otherwise large ones (the travel of a trigger).
 */
export interface EngageLevels {
  readonly closesAt: number
  readonly opensAt: number
}

/** Metres between the tips of thumb and index finger. Cameras place a tip to a few millimetres. */
export const PINCH_LEVELS: EngageLevels = { closesAt: 0.015, opensAt: 0.025 }

/** Of the travel of a trigger or squeeze button, from 0 to 1. */
export const BUTTON_LEVELS: EngageLevels = { closesAt: 0.7, opensAt: 0.3 }

/**
 * Metres between the tips of two fingers of a hand (400 numbers, as in HAND_MOVE): thumb and index finger unless told.
 * NaN when one of them is zeros, as clients of Vuer send what they do not know.
 */
export function pinchDistance(
  hand: ArrayLike<number>,
  first: HandJoint = 'thumb-tip',
  second: HandJoint = 'index-finger-tip',
): number {
  const [a, b] = [jointIndex(first) * 16 + 12, jointIndex(second) * 16 + 12]
  if (hand[a + 3] === 0 || hand[b + 3] === 0) return Number.NaN
  return Math.hypot(hand[a]! - hand[b]!, hand[a + 1]! - hand[b + 1]!, hand[a + 2]! - hand[b + 2]!)
}

/**
 * Whether a level is pressed, given whether it was: beyond `closesAt` it is, beyond `opensAt` it is not, and between
 * them it is what it was. `undefined` is "not known yet", and stays so between the levels.
 */
export function isPressed<Was extends boolean | undefined>(
  level: number,
  was: Was,
  { closesAt, opensAt }: EngageLevels = BUTTON_LEVELS,
): boolean | Was {
  const sign = closesAt < opensAt ? -1 : 1
  if (sign * level > sign * closesAt) return true
  if (sign * level < sign * opensAt) return false
  return was
}

/** {@link isPressed} of the {@link pinchDistance} of a hand: closes below 15 mm and opens above 25 mm unless told. */
export const isPinching = <Was extends boolean | undefined>(
  hand: ArrayLike<number>,
  was: Was,
  levels: EngageLevels = PINCH_LEVELS,
): boolean | Was => isPressed(pinchDistance(hand), was, levels)
