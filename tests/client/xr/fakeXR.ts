import type { WebXRManager } from 'three'
import { BODY_JOINTS, BODY_LENGTH, HAND_JOINTS, HAND_LENGTH } from '../../../protocol/index.ts'

export const SPACE = {} as XRReferenceSpace

/** So many poses, each at its own place: pose n is at (x + n/100, 1, -0.3), unturned. */
function somePoses(length: number, x: number): Float32Array {
  const poses = new Float32Array(length)
  for (let pose = 0; pose < length / 16; pose += 1) {
    poses.set([1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, x + pose / 100, 1, -0.3, 1], pose * 16)
  }
  return poses
}

/** 25 joints, each at its own place: joint n is at (n/100, 1, -0.3), unturned. */
export const someJoints = (x = 0): Float32Array => somePoses(HAND_LENGTH, x)

/** 33 joints of a body, in the same way. */
export const someBody = (x = 0): Float32Array => somePoses(BODY_LENGTH, x)

export const someMatrix = (x = 0): Float32Array =>
  Float32Array.from([1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, x, 1.6, -0.2, 1])

export interface FakeSpace {
  matrix: Float32Array | null
  emulated?: boolean
}

/** A space that is one of a set: its numbers are a part of the set's. */
interface FakeJoint {
  name: string
  emulated: boolean
}

interface FakeSet {
  /** What the set's poses are; `null`: nothing of it is known. */
  joints: Float32Array | null
  /** What `fillPoses` answers. */
  filled: boolean
  names: readonly string[]
  spaces: ReadonlyMap<string, FakeJoint>
}

function fakeSet(names: readonly string[], joints: Float32Array | null): FakeSet & { spaces: Map<string, FakeJoint> } {
  return {
    joints,
    filled: true,
    names,
    // Not in the order of the wire: a browser's own order must not matter.
    spaces: new Map([...names].reverse().map((name) => [name, { name, emulated: false }])),
  }
}

/** A hand whose joints are spaces of their own. */
export function fakeHand(side: 'left' | 'right', joints: Float32Array | null = someJoints()) {
  const set = fakeSet(HAND_JOINTS, joints)
  const ray: FakeSpace = { matrix: someMatrix(0.5) }
  return Object.assign(set, {
    wrist: set.spaces.get('wrist')!,
    ray,
    radii: Float32Array.from(HAND_JOINTS, (_, index) => 0.005 + index / 10_000),
    source: {
      handedness: side,
      targetRayMode: 'tracked-pointer',
      targetRaySpace: ray,
      profiles: ['generic-hand-select', 'generic-hand'],
      hand: set.spaces,
    } as unknown as XRInputSource,
  })
}

/** A body as `XRFrame.body` has it: its own 33 joints, and those of both hands. */
export function fakeBody(joints: Float32Array | null = someBody()) {
  const handNames = (side: string) =>
    HAND_JOINTS.map((joint) => `${side}-hand-${joint.replace('-finger', '').replace('pinky', 'little')}`)
  return {
    body: fakeSet(BODY_JOINTS, joints),
    leftHand: fakeSet(handNames('left'), someJoints(-1)),
    rightHand: fakeSet(handNames('right'), someJoints(1)),
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
  grip: FakeSpace | undefined = { matrix: someMatrix(0.1) },
) {
  const source = {
    handedness: side,
    targetRayMode: 'tracked-pointer',
    targetRaySpace: space,
    profiles: ['generic-trigger-squeeze-thumbstick'],
    ...(grip ? { gripSpace: grip } : {}),
    ...(gamepad ? { gamepad: { buttons: [], axes: [], ...gamepad } } : {}),
  }
  return { space, grip, source: source as unknown as XRInputSource }
}

/** One XR frame after the other, of a session whose inputs and visibility the test sets. */
export class FakeSession extends EventTarget {
  hands: ReturnType<typeof fakeHand>[] = []
  controllers: ReturnType<typeof fakeController>[] = []
  body: ReturnType<typeof fakeBody> | undefined
  viewer: FakeSpace = { matrix: someMatrix() }
  visibilityState: XRVisibilityState = 'visible'
  hasFillPoses = true
  hasFillJointRadii = true
  fillPosesCalls = 0
  renderState = { depthNear: 0.1, depthFar: 1000 }
  enabledFeatures: string[] | undefined = ['viewer', 'local', 'local-floor']
  frameRate: number | undefined = 90
  supportedFrameRates: Float32Array | undefined = Float32Array.of(72, 90, 120)
  isEnded = false

  get inputSources(): XRInputSource[] {
    return [...this.hands, ...this.controllers].map(({ source }) => source)
  }

  become(state: XRVisibilityState): void {
    this.visibilityState = state
    this.dispatchEvent(new Event('visibilitychange'))
  }

  async requestReferenceSpace(type: string): Promise<XRReferenceSpace> {
    if (this.isEnded || (type !== 'local' && this.enabledFeatures && !this.enabledFeatures.includes(type))) {
      throw new DOMException('no such space', 'NotSupportedError')
    }
    return { type } as unknown as XRReferenceSpace
  }

  async updateTargetFrameRate(rate: number): Promise<void> {
    this.frameRate = rate
    this.dispatchEvent(new Event('frameratechange'))
  }

  async end(): Promise<void> {
    this.isEnded = true
    this.dispatchEvent(new Event('end'))
  }

  frame(timeMs = 0): XRFrame {
    const sets: FakeSet[] = [...this.hands, ...Object.values(this.body ?? {})]
    const setOf = (space: unknown) => sets.find(({ spaces }) => spaces.get((space as FakeJoint).name) === space)
    const poseOf = (matrix: Float32Array | null, emulated: boolean | undefined) =>
      matrix && { transform: { matrix }, emulatedPosition: emulated ?? false }
    const jointPose = (space: FakeJoint) => {
      const set = setOf(space)
      const at = (set?.names.indexOf(space.name) ?? 0) * 16
      return set?.joints && set.filled ? poseOf(set.joints.slice(at, at + 16), space.emulated) : null
    }
    const fillPoses = (spaces: Iterable<FakeJoint>, _space: unknown, target: Float32Array) => {
      this.fillPosesCalls += 1
      const list = [...spaces]
      const set = setOf(list[0])
      if (!set?.joints) return false
      for (const [index, { name }] of list.entries()) {
        const at = set.names.indexOf(name) * 16
        target.set(set.joints.subarray(at, at + 16), index * 16)
      }
      return set.filled
    }
    const radiusOf = (space: FakeJoint) => (setOf(space) as ReturnType<typeof fakeHand>).radii[indexOf(space)]!
    const indexOf = (space: FakeJoint) => HAND_JOINTS.indexOf(space.name as never)
    const fillJointRadii = (spaces: Iterable<FakeJoint>, target: Float32Array) => {
      for (const [index, space] of [...spaces].entries()) target[index] = radiusOf(space)
      return target.every(Number.isFinite)
    }
    return {
      session: this,
      predictedDisplayTime: timeMs,
      getPose: (space: FakeSpace | FakeJoint) =>
        'name' in space ? jointPose(space) : poseOf(space.matrix, space.emulated),
      getViewerPose: () => {
        const pose = poseOf(this.viewer.matrix, this.viewer.emulated)
        return pose && { ...pose, views: [{ projectionMatrix: EYE_PROJECTION }] }
      },
      getJointPose: (space: FakeJoint) => {
        const pose = jointPose(space)
        return pose && { ...pose, radius: radiusOf(space) }
      },
      // A browser may make a new map for each frame.
      ...(this.body ? { body: new Map(Object.values(this.body).flatMap(({ spaces }) => [...spaces])) } : {}),
      ...(this.hasFillPoses ? { fillPoses } : {}),
      ...(this.hasFillJointRadii ? { fillJointRadii } : {}),
    } as unknown as XRFrame
  }
}

/** The WebXRManager of three.js as far as sessions go. */
export class FakeManager extends EventTarget {
  session: FakeSession | null = null
  isPresenting = false
  referenceSpace: unknown = SPACE
  readonly settings: Record<string, unknown> = {}

  getSession = () => this.session
  getReferenceSpace = () => this.referenceSpace
  setReferenceSpace = (space: unknown) => {
    this.referenceSpace = space
  }
  setReferenceSpaceType = (type: string) => {
    this.settings.referenceSpace = type
  }
  setFramebufferScaleFactor = (scale: number) => {
    this.settings.framebufferScale = scale
  }
  setFoveation = (foveation: number) => {
    this.settings.foveation = foveation
  }
  setSession = async (session: XRSession) => {
    this.start(session as unknown as FakeSession)
  }

  /** The type that three.js' own has. */
  get real(): WebXRManager {
    return this as unknown as WebXRManager
  }

  start(session = new FakeSession()): FakeSession {
    this.session = session
    this.isPresenting = true
    session.addEventListener('end', () => this.end())
    this.dispatchEvent(new Event('sessionstart'))
    return session
  }

  end(): void {
    this.session = null
    this.isPresenting = false
    this.dispatchEvent(new Event('sessionend'))
  }
}

/** 90 degrees high, and as wide as high; shifted sideways as an eye's is. */
export const EYE_PROJECTION = Float32Array.from([1, 0, 0, 0, 0, 1, 0, 0, 0.2, 0, -1, -1, 0, 0, -0.2, 0])
