import { Euler, MathUtils, Matrix4, Quaternion, Vector3 } from 'three'
import { HeadSampler } from './headSample.ts'
import type { SampleSource } from './SampleStream.ts'

/** The value of CAMERA_MOVE while in XR: the head as a camera, in the words of the older dialect. Metres and degrees. */
export interface HeadCameraValue {
  camera: {
    type: 'PerspectiveCamera'
    ctype: 'perspective'
    near: number
    far: number
    /** Camera to reference space, column-major. */
    matrix: number[]
    position: [number, number, number]
    rotation: [number, number, number, 'XYZ']
    quaternion: [number, number, number, number]
    up: [0, 1, 0]
    /** Vertical, degrees, of one eye. */
    fov: number
    aspect: number
    width: number
    height: number
    focus: number
    zoom: 1
  }
}

/** Size in pixels of what one eye sees. */
export interface EyeSize {
  width: number
  height: number
}

/** three.js's own default, which published programs have always received. */
const FOCUS = 10

/** The head, told the way that published teleoperation programs read it. Says nothing while the head is not known. */
export class HeadCameraSource implements SampleSource<HeadCameraValue> {
  readonly #head = new HeadSampler()
  readonly #sizeOfEye: () => EyeSize
  #near = 0.1
  #far = 1000

  constructor(sizeOfEye: () => EyeSize) {
    this.#sizeOfEye = sizeOfEye
  }

  read(frame: XRFrame, space: XRReferenceSpace): number {
    const { depthNear, depthFar } = frame.session.renderState
    this.#near = depthNear
    this.#far = depthFar
    return this.#head.read(frame, space) === 'absent' ? 0 : 1
  }

  lose(): void {
    this.#head.tracking = 'absent'
  }

  value(): HeadCameraValue | undefined {
    const { matrix, tracking, view } = this.#head
    if (tracking === 'absent' || !view) return undefined
    worldFromHead.fromArray(matrix).decompose(position, quaternion, scale)
    rotation.setFromQuaternion(quaternion, 'XYZ')
    return {
      camera: {
        type: 'PerspectiveCamera',
        ctype: 'perspective',
        near: this.#near,
        far: this.#far,
        matrix: Array.from(matrix),
        position: position.toArray(),
        rotation: [rotation.x, rotation.y, rotation.z, 'XYZ'],
        quaternion: quaternion.toArray(),
        up: [0, 1, 0],
        ...lensOf(view.projectionMatrix),
        ...this.#sizeOfEye(),
        focus: FOCUS,
        zoom: 1,
      },
    }
  }
}

const worldFromHead = new Matrix4()
const position = new Vector3()
const quaternion = new Quaternion()
const scale = new Vector3()
const rotation = new Euler()

/**
 * Field of view and aspect of a projection (16 numbers, column-major). An eye's frustum is not symmetric; these are
 * those of the symmetric one of the same width and height, as three.js computes them for its own XR camera.
 */
export function lensOf(projection: ArrayLike<number>): { fov: number; aspect: number } {
  const perWidth = projection[0]!
  const perHeight = projection[5]!
  return { fov: 2 * Math.atan(1 / perHeight) * MathUtils.RAD2DEG, aspect: perHeight / perWidth }
}
