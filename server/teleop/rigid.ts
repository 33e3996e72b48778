/** Metres, or any three numbers along x, y and z. */
export type Vector3 = readonly [x: number, y: number, z: number]
/** A rotation as a unit quaternion, in the order of three.js and ROS messages. */
export type Quaternion = readonly [x: number, y: number, z: number, w: number]

export const NO_TURN: Quaternion = [0, 0, 0, 1]

export const add = (a: Vector3, b: Vector3): Vector3 => [a[0] + b[0], a[1] + b[1], a[2] + b[2]]
export const subtract = (a: Vector3, b: Vector3): Vector3 => [a[0] - b[0], a[1] - b[1], a[2] - b[2]]
export const scaled = (a: Vector3, factor: number): Vector3 => [a[0] * factor, a[1] * factor, a[2] * factor]
export const lengthOf = (a: Vector3): number => Math.hypot(a[0], a[1], a[2])

/** The Hamilton product: first `b`, then `a`. */
export const multiply = (a: Quaternion, b: Quaternion): Quaternion => [
  a[3] * b[0] + a[0] * b[3] + a[1] * b[2] - a[2] * b[1],
  a[3] * b[1] - a[0] * b[2] + a[1] * b[3] + a[2] * b[0],
  a[3] * b[2] + a[0] * b[1] - a[1] * b[0] + a[2] * b[3],
  a[3] * b[3] - a[0] * b[0] - a[1] * b[1] - a[2] * b[2],
]

/** The inverse of a unit quaternion. */
export const inverse = (q: Quaternion): Quaternion => [-q[0], -q[1], -q[2], q[3]]

export function normalized(q: Quaternion): Quaternion {
  const length = Math.hypot(q[0], q[1], q[2], q[3])
  return [q[0] / length, q[1] / length, q[2] / length, q[3] / length]
}

/** `q` applied to a vector: v + 2w(u × v) + 2u × (u × v), with u the vector part of q. */
export function rotate(q: Quaternion, v: Vector3): Vector3 {
  const u: Vector3 = [q[0], q[1], q[2]]
  const once = scaled(cross(u, v), 2)
  return add(add(v, scaled(once, q[3])), cross(u, once))
}

/** The angle of the shortest rotation from `a` to `b`, 0 to π. The arc tangent keeps small angles exact. */
export function angleBetween(a: Quaternion, b: Quaternion): number {
  const turn = multiply(b, inverse(a))
  return 2 * Math.atan2(Math.hypot(turn[0], turn[1], turn[2]), Math.abs(turn[3]))
}

/**
 * From `a` towards `b` along the shortest arc, by no more than `angle` radians. Of q and -q, which are the same
 * rotation, it returns the one that is nearer to `a`, so that a sequence of them has no flips.
 */
export function turnTowards(a: Quaternion, b: Quaternion, angle: number): Quaternion {
  const turn = multiply(b, inverse(a))
  const sign = turn[3] < 0 ? -1 : 1
  if (angleBetween(a, b) <= angle) return [sign * b[0], sign * b[1], sign * b[2], sign * b[3]]
  const factor = (sign * Math.sin(angle / 2)) / Math.hypot(turn[0], turn[1], turn[2])
  return normalized(multiply([turn[0] * factor, turn[1] * factor, turn[2] * factor, Math.cos(angle / 2)], a))
}

export const cross = (a: Vector3, b: Vector3): Vector3 => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
]

export const dot = (a: Vector3, b: Vector3): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
