import { type Camera, Quaternion, Spherical, Vector3 } from 'three'

/** How far from its target, and at which angles (radians), a camera may be. Names and meaning are those of OrbitControls. */
export interface ViewLimits {
  readonly minDistance: number
  readonly maxDistance: number
  readonly minPolarAngle: number
  readonly maxPolarAngle: number
  readonly minAzimuthAngle: number
  readonly maxAzimuthAngle: number
}

const UP = new Vector3(0, 1, 0)
/** Nearer to the limit than this is within it: numbers are rounded. */
const NEAR = 1e-6
const turn = new Quaternion()
const offset = new Vector3()
const place = new Spherical()

/**
 * Brings a camera to where OrbitControls will have it as soon as they are loaded, so that the view does not jump then.
 * Its `up` is the axis. False if it is within the limits and stays.
 */
export function keepWithin(camera: Camera, target: Vector3, limits: Partial<ViewLimits>): boolean {
  const { minDistance = 0, maxDistance = Number.POSITIVE_INFINITY } = limits
  const { minPolarAngle = 0, maxPolarAngle = Math.PI } = limits
  const { minAzimuthAngle = Number.NEGATIVE_INFINITY, maxAzimuthAngle = Number.POSITIVE_INFINITY } = limits
  turn.setFromUnitVectors(camera.up, UP)
  place.setFromVector3(offset.subVectors(camera.position, target).applyQuaternion(turn))
  if (place.radius === 0) return false
  const { radius, phi, theta } = place
  place.radius = clamp(radius, minDistance, maxDistance)
  place.phi = clamp(phi, minPolarAngle, maxPolarAngle)
  if (Number.isFinite(minAzimuthAngle) && Number.isFinite(maxAzimuthAngle)) {
    place.theta = clamp(theta, minAzimuthAngle, maxAzimuthAngle)
  }
  const moved = Math.abs(place.radius - radius) + Math.abs(place.phi - phi) + Math.abs(place.theta - theta)
  if (moved < NEAR) return false
  place.makeSafe()
  camera.position.setFromSpherical(place).applyQuaternion(turn.invert()).add(target)
  camera.lookAt(target)
  return true
}

const clamp = (value: number, least: number, most: number) => Math.max(least, Math.min(most, value))
