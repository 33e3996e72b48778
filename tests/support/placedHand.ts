import { Matrix4, Vector3 } from 'three'
import { jointIndex } from 'vuer-xr/protocol'
import type { Side } from './browser/headset.ts'
import { handNumbers, recordedHands } from './handFixture.ts'

/** The inner side of the wrist to +z, the fingers to the right: how somebody looks at the watch on their left wrist. */
export const WATCHED = new Matrix4().makeBasis(new Vector3(0, 1, 0), new Vector3(0, 0, -1), new Vector3(-1, 0, 0))
/** Fingers ahead, the back of the hand up. */
export const POINTING = new Matrix4()

/** A recorded hand as a whole, moved so that one of its joints is at `place`, its wrist turned as `turn` says. */
export function handPlaced(
  side: Side,
  turn: Matrix4,
  place: Vector3,
  joint: 'wrist' | 'index-finger-tip' = 'wrist',
): number[] {
  const numbers = handNumbers(recordedHands.frames[30]![side]!)
  const matrixOf = (index: number) => new Matrix4().fromArray(numbers, index * 16)
  const toWrist = matrixOf(0).invert().premultiply(turn)
  const moved = Array.from({ length: 25 }, (_, index) => matrixOf(index).premultiply(toWrist))
  const shift = place.clone().sub(new Vector3().setFromMatrixPosition(moved[jointIndex(joint)]!))
  return moved.flatMap((matrix) => matrix.premultiply(new Matrix4().makeTranslation(shift)).toArray())
}

/** A recorded right hand, moved by some centimetres to the right, with thumb and index finger so far apart. */
export function pinchingHand(centimetres: number, pinchMetres: number): number[] {
  const hand = handNumbers(recordedHands.frames[20]!.right!)
  const [thumb, index] = [jointIndex('thumb-tip') * 16 + 12, jointIndex('index-finger-tip') * 16 + 12]
  for (let axis = 0; axis < 3; axis += 1) hand[thumb + axis] = hand[index + axis]!
  hand[thumb + 1]! += pinchMetres
  for (let joint = 12; joint < hand.length; joint += 16) hand[joint]! += centimetres / 100
  return hand
}
