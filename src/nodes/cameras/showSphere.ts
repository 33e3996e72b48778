import { Frustum, type OrthographicCamera, type Sphere, Vector3 } from 'three'
import type { SceneCameraObject } from '../../scene/CameraRegistry.ts'

const frustum = new Frustum()
const SIDES = 4
/** Where the picture is moved so far that its middle is not in it, nothing in the middle can be seen. */
const LEAST_SLOPE = 1e-3
const ahead = new Vector3()

/**
 * Moves a camera along where it looks, and sideways, so that it sees all of a sphere in the middle, with room around it:
 * `margin` times as much as it needs. The sphere, and the answer, its middle, are in the frame of the camera's parent.
 */
export function showSphere(camera: SceneCameraObject, { center, radius }: Sphere, margin: number): Vector3 {
  const room = radius * margin
  camera.updateProjectionMatrix()
  frustum.setFromProjectionMatrix(camera.projectionMatrix)
  const sides = frustum.planes.slice(0, SIDES)
  const distance = isOrthographic(camera)
    ? camera.near + room
    : Math.max(camera.near + room, ...sides.map(({ normal }) => room / Math.max(-normal.z, LEAST_SLOPE)))
  if (isOrthographic(camera)) {
    camera.zoom *= Math.max(Math.min(...sides.map(({ constant }) => constant)), 0) / room || 1
    camera.updateProjectionMatrix()
  }
  ahead.set(0, 0, -1).applyQuaternion(camera.quaternion)
  camera.position.copy(center).addScaledVector(ahead, -distance)
  return center
}

const isOrthographic = (camera: SceneCameraObject): camera is OrthographicCamera => 'isOrthographicCamera' in camera
