import { HAND_LENGTH } from '../../protocol/index.ts'

interface Hands {
  readonly left: Float32Array | null
  readonly right: Float32Array | null
}

/** What the clients of 2024 (0.0.32) said of a hand: its wrist as a matrix, and the places of its joints. */
export interface TS32Hands {
  leftHand: Float32Array | null
  leftLandmarks: number[][] | null
  rightHand: Float32Array | null
  rightLandmarks: number[][] | null
}

/** Both hands in the words of those clients, from the joints as they are sent now. */
export function ts32HandsOf({ left, right }: Hands): TS32Hands {
  return {
    leftHand: wristOf(left),
    leftLandmarks: left && landmarksOf(left),
    rightHand: wristOf(right),
    rightLandmarks: right && landmarksOf(right),
  }
}

const wristOf = (joints: Float32Array | null) => (joints ? joints.slice(0, 16) : null)

function landmarksOf(joints: Float32Array): number[][] {
  const landmarks: number[][] = []
  for (let at = 12; at < HAND_LENGTH; at += 16) landmarks.push([joints[at]!, joints[at + 1]!, joints[at + 2]!])
  return landmarks
}
