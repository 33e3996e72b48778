import { HAND_LENGTH } from 'vuer-xr'

const left = Float32Array.from({ length: HAND_LENGTH }, (_, index) => Math.sin(index))
const right = Float32Array.from({ length: HAND_LENGTH }, (_, index) => Math.cos(index))
const state = {
  pinch: false,
  pinchValue: 0.0433,
  squeeze: false,
  squeezeValue: 0.0812,
  tap: false,
  tapValue: 0.0433,
}
const rest = { leftState: state, rightState: state, tracking: { left: 'tracked', right: 'tracked' } }

/** What a headset sends with both hands in sight, as our own page says it. */
export const message = (seq: number) => ({
  ts: Date.now() + 0.25,
  etype: 'HAND_MOVE',
  key: 'hands',
  value: { left, right, ...rest },
  seq,
})

/** The same, with the poses of both hands as one block of bytes. */
export function messageWithOneBlock(seq: number) {
  const poses = new Float32Array(2 * HAND_LENGTH)
  poses.set(left)
  poses.set(right, HAND_LENGTH)
  return { ...message(seq), value: { poses: new Uint8Array(poses.buffer), ...rest } }
}
