import { PerspectiveCamera } from 'three'
import type { SceneCameraObject } from '../scene/CameraRegistry.ts'

/** Numbers that tell one view from another: the matrix, the projection, and the size of the picture. */
const SIGNATURE_LENGTH = 34

/** The value of a CAMERA_MOVE: all of the camera, in the frame of its parent; angles of view in degrees. */
export function cameraSample(camera: SceneCameraObject, width: number, height: number) {
  camera.updateMatrix()
  const { near, far, zoom } = camera
  const { x, y, z } = camera.rotation
  return {
    camera: {
      ...lensOf(camera),
      position: camera.position.toArray(),
      rotation: [x, y, z],
      quaternion: camera.quaternion.toArray(),
      matrix: camera.matrix.toArray(),
      up: camera.up.toArray(),
      near,
      far,
      zoom,
      width,
      height,
    },
  }
}

function lensOf(camera: SceneCameraObject) {
  if (camera instanceof PerspectiveCamera) {
    const { fov, aspect, focus, filmGauge, filmOffset } = camera
    return { ctype: 'perspective', fov, aspect, focus, filmGauge, filmOffset }
  }
  const { left, right, top, bottom } = camera
  return { ctype: 'orthographic', left, right, top, bottom, aspect: (right - left) / (top - bottom) }
}

/** Says whether a camera differs from how it was when it was last asked. */
export class CameraSignature {
  readonly #last = new Float64Array(SIGNATURE_LENGTH).fill(Number.NaN)

  hasChanged(camera: SceneCameraObject, width: number, height: number): boolean {
    camera.updateMatrix()
    const { elements } = camera.matrix
    const projection = camera.projectionMatrix.elements
    let changed = false
    for (let index = 0; index < 16; index += 1) {
      changed = this.#note(index, elements[index]!) || changed
      changed = this.#note(16 + index, projection[index]!) || changed
    }
    changed = this.#note(32, width) || changed
    return this.#note(33, height) || changed
  }

  #note(index: number, value: number): boolean {
    if (this.#last[index] === value) return false
    this.#last[index] = value
    return true
  }
}
