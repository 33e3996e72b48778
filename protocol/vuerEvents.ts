import { isRecord } from './node.ts'
import { BODY_LENGTH, HAND_LENGTH } from './poseLengths.ts'

/** What programs for Vuer read of a body that is not tracked; they expect all three lists, always. */
const ZEROS: Readonly<Record<string, readonly number[]>> = {
  body: new Array<number>(BODY_LENGTH).fill(0),
  leftHand: new Array<number>(HAND_LENGTH).fill(0),
  rightHand: new Array<number>(HAND_LENGTH).fill(0),
}

/**
 * The value of an event as a server of Vuer expects it, where that differs from ours: a body's absent parts are zeros,
 * and the number of a slider is text. (An absent hand or controller is nothing there too.)
 */
export function valueForVuer(etype: string, value: unknown): unknown {
  if (etype === 'SET' && typeof value === 'number') return String(value)
  if (etype !== 'BODY_MOVE' || !isRecord(value)) return value
  const { body, leftHand, rightHand } = value
  return {
    body: body ?? ZEROS.body,
    leftHand: leftHand ?? ZEROS.leftHand,
    rightHand: rightHand ?? ZEROS.rightHand,
  }
}
