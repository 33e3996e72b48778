import { HAND_JOINTS, HAND_LENGTH } from '../../../protocol/index.ts'

export const SPACE = {} as XRReferenceSpace

/** 25 joints, each at its own place: joint n is at (n/100, 1, -0.3), unturned. */
export function someJoints(x = 0): Float32Array {
  const joints = new Float32Array(HAND_LENGTH)
  for (let joint = 0; joint < HAND_JOINTS.length; joint += 1) {
    joints.set([1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, x + joint / 100, 1, -0.3, 1], joint * 16)
  }
  return joints
}

export const someMatrix = (x = 0): Float32Array =>
  Float32Array.from([1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, x, 1.6, -0.2, 1])

export interface FakeSpace {
  matrix: Float32Array | null
  emulated?: boolean
}

/** A hand whose joints are spaces of their own; `filled` is what `fillPoses` answers. */
export function fakeHand(side: 'left' | 'right', joints: Float32Array | null = someJoints()) {
  const hand = new Map(
    // Not in the order of the wire: a browser's own order must not matter.
    [...HAND_JOINTS].reverse().map((name) => [name, { name, emulated: false }]),
  )
  const wrist = hand.get('wrist')!
  return {
    joints,
    filled: true,
    wrist,
    source: {
      handedness: side,
      targetRayMode: 'tracked-pointer',
      targetRaySpace: {},
      hand,
    } as unknown as XRInputSource,
  }
}

export interface FakeButton {
  pressed?: boolean
  touched?: boolean
  value?: number
}

export function fakeController(
  side: 'left' | 'right',
  gamepad?: { buttons?: FakeButton[]; axes?: (number | null)[] },
  space: FakeSpace = { matrix: someMatrix() },
) {
  const source = {
    handedness: side,
    targetRayMode: 'tracked-pointer',
    targetRaySpace: space,
    ...(gamepad ? { gamepad: { buttons: [], axes: [], ...gamepad } } : {}),
  }
  return { space, source: source as unknown as XRInputSource }
}

/** One XR frame after the other, of a session whose inputs and visibility the test sets. */
export class FakeSession {
  hands: ReturnType<typeof fakeHand>[] = []
  controllers: ReturnType<typeof fakeController>[] = []
  viewer: FakeSpace = { matrix: someMatrix() }
  visibilityState: XRVisibilityState = 'visible'
  hasFillPoses = true
  fillPosesCalls = 0
  renderState = { depthNear: 0.1, depthFar: 1000 }

  get inputSources(): XRInputSource[] {
    return [...this.hands, ...this.controllers].map(({ source }) => source)
  }

  frame(timeMs = 0): XRFrame {
    const handOf = (space: unknown) =>
      this.hands.find(({ source }) => [...(source.hand as unknown as Map<string, unknown>).values()].includes(space))
    const poseOf = (matrix: Float32Array | null, emulated: boolean | undefined) =>
      matrix && { transform: { matrix }, emulatedPosition: emulated ?? false }
    const jointPose = (space: { name: string; emulated: boolean }) => {
      const hand = handOf(space)
      const at = HAND_JOINTS.indexOf(space.name as never) * 16
      return hand?.joints && hand.filled ? poseOf(hand.joints.slice(at, at + 16), space.emulated) : null
    }
    const fillPoses = (spaces: Iterable<{ name: string }>, _space: unknown, target: Float32Array) => {
      this.fillPosesCalls += 1
      const list = [...spaces]
      const hand = handOf(list[0])
      if (!hand?.joints) return false
      for (const [index, { name }] of list.entries()) {
        const at = HAND_JOINTS.indexOf(name as never) * 16
        target.set(hand.joints.subarray(at, at + 16), index * 16)
      }
      return hand.filled
    }
    return {
      session: this,
      predictedDisplayTime: timeMs,
      getPose: (space: FakeSpace | { name: string; emulated: boolean }) =>
        'name' in space ? jointPose(space) : poseOf(space.matrix, space.emulated),
      getViewerPose: () => {
        const pose = poseOf(this.viewer.matrix, this.viewer.emulated)
        return pose && { ...pose, views: [{ projectionMatrix: EYE_PROJECTION }] }
      },
      getJointPose: jointPose,
      ...(this.hasFillPoses ? { fillPoses } : {}),
    } as unknown as XRFrame
  }
}

/** 90 degrees high, and as wide as high; shifted sideways as an eye's is. */
export const EYE_PROJECTION = Float32Array.from([1, 0, 0, 0, 0, 1, 0, 0, 0.2, 0, -1, -1, 0, 0, -0.2, 0])
