import { readFileSync } from 'node:fs'
import { poseMatrix } from './pose.ts'

type Joint = readonly [number, number, number, number, number, number, number]
export interface RecordedFrame {
  left: readonly Joint[] | null
  right: readonly Joint[] | null
}

/** Four seconds of two hands, in which each hand is lost for a while. */
export const recordedHands: { hertz: number; frames: readonly RecordedFrame[] } = JSON.parse(
  readFileSync(new URL('../fixtures/hands.json', import.meta.url), 'utf8'),
)

/** 25 joints of 16 numbers, as they travel. */
export const handNumbers = (joints: readonly Joint[]): number[] =>
  joints.flatMap(([x, y, z, qx, qy, qz, qw]) => {
    const length = Math.hypot(qx, qy, qz, qw)
    return poseMatrix([x, y, z], [qx / length, qy / length, qz / length, qw / length])
  })
