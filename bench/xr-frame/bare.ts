import { HAND_LENGTH } from '../../protocol/index.ts'
import type { Figures } from '../support/compare.ts'
import { Device } from './device.ts'
import { measure } from './measure.ts'

/** Asks the browser for the same poses into buffers, and does nothing else. */
export async function bare(): Promise<Figures> {
  const device = new Device()
  const { space, hands, controllers } = device
  const joints = { left: new Float32Array(HAND_LENGTH), right: new Float32Array(HAND_LENGTH) }
  const matrix = new Float32Array(16)
  // Not in the types of WebXR yet.
  const { fillPoses } = device.frame as unknown as { fillPoses: FillPoses }
  return measure(() => {
    const frame = device.next()
    for (const side of SIDES) {
      fillPoses.call(frame, hands[side].spaces, space, joints[side])
      frame.getPose(hands[side].spaces[0]!, space)
      matrix.set(frame.getPose(hands[side].source.targetRaySpace, space)!.transform.matrix)
      const { targetRaySpace, gripSpace } = controllers[side].source
      matrix.set(frame.getPose(targetRaySpace, space)!.transform.matrix)
      matrix.set(frame.getPose(gripSpace!, space)!.transform.matrix)
    }
    matrix.set(frame.getViewerPose(space)!.transform.matrix)
  })
}

type FillPoses = (spaces: readonly XRSpace[], base: XRSpace, poses: Float32Array) => boolean
const SIDES = ['left', 'right'] as const
