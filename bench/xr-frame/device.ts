import { HAND_JOINTS, HAND_LENGTH } from '../../protocol/index.ts'

/**
 * A headset with two hands and two controllers whose frames cost next to nothing: every pose is an object that was made
 * beforehand, and fillPoses copies. So what is measured is what is done with a frame, and not the browser's part of it.
 */
export class Device {
  readonly space = {} as XRReferenceSpace
  readonly hands = { left: hand('left', -1), right: hand('right', 1) }
  readonly controllers = { left: controller('left'), right: controller('right') }
  readonly frame: XRFrame
  #frames = 0

  constructor() {
    const inputSources = [
      ...Object.values(this.hands).map(({ source }) => source),
      ...Object.values(this.controllers).map(({ source }) => source),
    ]
    const viewer = { ...poseOf(0), views: [{ projectionMatrix: new Float32Array(16) }] }
    const session = { visibilityState: 'visible', inputSources, renderState: { depthNear: 0.1, depthFar: 100 } }
    this.frame = {
      session,
      predictedDisplayTime: 0,
      getPose: (space: FakeSpace) => space.pose,
      getViewerPose: () => viewer,
      fillPoses: (spaces: readonly FakeSpace[], _base: unknown, into: Float32Array) => {
        into.set(spaces[0]!.joints!)
        return true
      },
    } as unknown as XRFrame
  }

  /** The next frame of a display of 90 Hz, in which everything has moved. */
  next(): XRFrame {
    this.#frames += 1
    ;(this.frame as { predictedDisplayTime: number }).predictedDisplayTime = (this.#frames * 1000) / 90
    const x = this.#frames / 1e6
    for (const { joints } of [this.hands.left, this.hands.right]) joints[12] = x
    return this.frame
  }
}

interface FakeSpace {
  pose: XRPose
  joints?: Float32Array
}

function poseOf(x: number): XRPose {
  const matrix = Float32Array.of(1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, x, 1, -0.3, 1)
  return { transform: { matrix }, emulatedPosition: false } as unknown as XRPose
}

function hand(handedness: XRHandedness, x: number) {
  const joints = new Float32Array(HAND_LENGTH)
  for (let joint = 0; joint < HAND_JOINTS.length; joint += 1) {
    joints.set(poseOf(x + joint / 100).transform.matrix, joint * 16)
  }
  const spaces = new Map(HAND_JOINTS.map((name) => [name, { pose: poseOf(x), joints }]))
  const source = { handedness, targetRayMode: 'tracked-pointer', targetRaySpace: { pose: poseOf(x) }, hand: spaces }
  return {
    joints,
    spaces: [...spaces.values()] as unknown as XRJointSpace[],
    source: source as unknown as XRInputSource,
  }
}

function controller(handedness: XRHandedness) {
  const button = { pressed: false, touched: false, value: 0 }
  const source = {
    handedness,
    targetRayMode: 'tracked-pointer',
    targetRaySpace: { pose: poseOf(0.2) },
    gripSpace: { pose: poseOf(0.3) },
    profiles: ['meta-quest-touch-plus'],
    gamepad: { buttons: Array.from({ length: 7 }, () => button), axes: [0, 0, 0.1, -0.2] },
  }
  return { source: source as unknown as XRInputSource }
}
