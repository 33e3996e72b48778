import { type Camera, PerspectiveCamera, Vector3, type WebGLRenderer } from 'three'

/** A camera of our own at the place of another: three.js, controls and headset leave it alone. */
export function cameraLike(camera: Camera, aspect: number): Camera {
  camera.updateWorldMatrix(true, false)
  const copy = camera.clone(false)
  camera.matrixWorld.decompose(copy.position, copy.quaternion, copy.scale)
  copy.layers.set(0)
  if (copy instanceof PerspectiveCamera) {
    copy.aspect = aspect
    copy.updateProjectionMatrix()
  }
  copy.updateMatrixWorld(true)
  return copy
}

/** What the person in the headset looks at: midway between the eyes, with the desktop camera's field of view. */
export function headCamera(gl: WebGLRenderer, like: Camera, aspect: number): Camera {
  const eyes = gl.xr.getCamera().cameras
  const camera = new PerspectiveCamera(like instanceof PerspectiveCamera ? like.fov : 60, aspect, 0.05, 1000)
  const [first] = eyes
  if (!first) return cameraLike(like, aspect)
  first.matrixWorld.decompose(camera.position, camera.quaternion, camera.scale)
  camera.position.set(0, 0, 0)
  for (const eye of eyes)
    camera.position.addScaledVector(new Vector3().setFromMatrixPosition(eye.matrixWorld), 1 / eyes.length)
  camera.updateMatrixWorld(true)
  return camera
}
