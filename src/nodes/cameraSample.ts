import type { PerspectiveCamera } from 'three'

/** Numbers that tell one view from another: the matrix, then the lens and the size of the picture. */
const SIGNATURE_LENGTH = 22

/** The value of a CAMERA_MOVE: all of the camera, in the frame of its parent; angles of view in degrees. */
export function cameraSample(camera: PerspectiveCamera, width: number, height: number) {
  camera.updateMatrix()
  const { near, far, zoom, fov, aspect, focus, filmGauge, filmOffset } = camera
  const { x, y, z } = camera.rotation
  return {
    camera: {
      ctype: 'perspective',
      position: camera.position.toArray(),
      rotation: [x, y, z],
      quaternion: camera.quaternion.toArray(),
      matrix: camera.matrix.toArray(),
      up: camera.up.toArray(),
      near,
      far,
      zoom,
      fov,
      aspect,
      focus,
      filmGauge,
      filmOffset,
      width,
      height,
    },
  }
}

/** Says whether a camera differs from how it was when it was last asked. */
export class CameraSignature {
  readonly #last = new Float64Array(SIGNATURE_LENGTH).fill(Number.NaN)

  hasChanged(camera: PerspectiveCamera, width: number, height: number): boolean {
    camera.updateMatrix()
    const { elements } = camera.matrix
    let changed = false
    for (let index = 0; index < 16; index += 1) changed = this.#note(index, elements[index]!) || changed
    changed = this.#note(16, camera.fov) || changed
    changed = this.#note(17, camera.near) || changed
    changed = this.#note(18, camera.far) || changed
    changed = this.#note(19, camera.zoom) || changed
    changed = this.#note(20, width) || changed
    return this.#note(21, height) || changed
  }

  #note(index: number, value: number): boolean {
    if (this.#last[index] === value) return false
    this.#last[index] = value
    return true
  }
}
