import { PerspectiveCamera, Vector3, type WebGLRenderer } from 'three'

/** A camera of our own at the place of another: three.js, controls and headset leave it alone. */
export function cameraLike(camera: PerspectiveCamera, aspect: number): PerspectiveCamera {
  camera.updateWorldMatrix(true, false)
  const copy = new PerspectiveCamera().copy(camera, false)
  camera.matrixWorld.decompose(copy.position, copy.quaternion, copy.scale)
  copy.layers.set(0)
  copy.aspect = aspect
  copy.updateProjectionMatrix()
  copy.updateMatrixWorld(true)
  return copy
}

/** What the person in the headset looks at: midway between the eyes, with the desktop camera's field of view. */
export function headCamera(gl: WebGLRenderer, like: PerspectiveCamera, aspect: number): PerspectiveCamera {
  const eyes = gl.xr.getCamera().cameras
  const camera = new PerspectiveCamera(like.fov, aspect, 0.05, 1000)
  const [first] = eyes
  if (!first) return cameraLike(like, aspect)
  first.matrixWorld.decompose(camera.position, camera.quaternion, camera.scale)
  camera.position.set(0, 0, 0)
  for (const eye of eyes)
    camera.position.addScaledVector(new Vector3().setFromMatrixPosition(eye.matrixWorld), 1 / eyes.length)
  camera.updateMatrixWorld(true)
  return camera
}
