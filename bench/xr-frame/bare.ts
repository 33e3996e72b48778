import { Encoder } from '@msgpack/msgpack'
import { HAND_LENGTH } from '../../protocol/index.ts'
import type { Figures } from '../support/compare.ts'
import { Device } from './device.ts'
import { measure } from './measure.ts'

/**
 * Asks the browser for the same poses into one buffer, and does nothing else: no states, no gestures, no check. Sent, it is
 * one message with the buffer as bytes.
 */
export async function bare({ sends }: { sends: boolean }): Promise<Figures & { sent: number }> {
  const device = new Device()
  const { space, hands, controllers } = device
  const poses = new Float32Array(2 * HAND_LENGTH + 7 * 16)
  const joints = [poses.subarray(0, HAND_LENGTH), poses.subarray(HAND_LENGTH, 2 * HAND_LENGTH)]
  const bytes = new Uint8Array(poses.buffer)
  const encoder = new Encoder()
  // Not in the types of WebXR yet.
  const { fillPoses } = device.frame as unknown as { fillPoses: FillPoses }
  const traffic = { bytes: 0, frames: 0 }
  let at = 0
  const take = (pose: XRPose) => {
    poses.set(pose.transform.matrix, at)
    at += 16
  }
  const figures = await measure(() => {
    const frame = device.next()
    at = 2 * HAND_LENGTH
    for (let index = 0; index < 2; index += 1) {
      const side = SIDES[index]!
      fillPoses.call(frame, hands[side].spaces, space, joints[index]!)
      frame.getPose(hands[side].spaces[0]!, space)
      take(frame.getPose(hands[side].source.targetRaySpace, space)!)
      const { targetRaySpace, gripSpace } = controllers[side].source
      take(frame.getPose(targetRaySpace, space)!)
      take(frame.getPose(gripSpace!, space)!)
    }
    take(frame.getViewerPose(space)!)
    traffic.frames += 1
    if (sends) traffic.bytes += encoder.encode({ etype: 'POSES', ts: Date.now(), value: bytes }).length
  })
  return { ...figures, sent: traffic.bytes / traffic.frames }
}

type FillPoses = (spaces: readonly XRSpace[], base: XRSpace, poses: Float32Array) => boolean
const SIDES = ['left', 'right'] as const
