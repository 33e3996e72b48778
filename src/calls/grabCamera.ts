import { OrthographicCamera, PerspectiveCamera, Vector3, type WebGLRenderer } from 'three'
import type { SceneCameraObject } from '../scene/CameraRegistry.ts'

/** The layer of what only the left eye sees. */
const LEFT_EYE = 1

/** A camera of our own at the place of another: three.js, controls and headset leave it alone. */
export function cameraLike<C extends SceneCameraObject>(camera: C, aspect: number): C {
  camera.updateWorldMatrix(true, false)
  const copy = (
    camera instanceof PerspectiveCamera
      ? new PerspectiveCamera().copy(camera, false)
      : new OrthographicCamera().copy(camera, false)
  ) as C
  camera.matrixWorld.decompose(copy.position, copy.quaternion, copy.scale)
  copy.layers.set(0)
  if (copy instanceof PerspectiveCamera) copy.aspect = aspect
  copy.updateProjectionMatrix()
  copy.updateMatrixWorld(true)
  return copy
}

/** Width over height of what a camera sees by itself. */
export const aspectOf = (camera: SceneCameraObject): number =>
  camera instanceof PerspectiveCamera
    ? camera.aspect
    : Math.abs((camera.right - camera.left) / (camera.top - camera.bottom)) || 1

const HEAD_FOV = 60

/**
 * What the person in the headset looks at: midway between the eyes, with the desktop camera's field of view. Of pictures
 * that are for one eye, it has the left one's.
 */
export function headCamera(gl: WebGLRenderer, like: SceneCameraObject, aspect: number): SceneCameraObject {
  const eyes = gl.xr.getCamera().cameras
  const camera = new PerspectiveCamera(like instanceof PerspectiveCamera ? like.fov : HEAD_FOV, aspect, 0.05, 1000)
  const [first] = eyes
  if (!first) return cameraLike(like, aspect)
  camera.layers.enable(LEFT_EYE)
  first.matrixWorld.decompose(camera.position, camera.quaternion, camera.scale)
  camera.position.set(0, 0, 0)
  for (const eye of eyes)
    camera.position.addScaledVector(new Vector3().setFromMatrixPosition(eye.matrixWorld), 1 / eyes.length)
  camera.updateMatrixWorld(true)
  return camera
}
