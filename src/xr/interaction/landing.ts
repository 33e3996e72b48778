import { type Matrix4, Vector3 } from 'three'

/** What is thrown flies so fast, metres per second, and falls so much faster each second. */
const SPEED = 7
const GRAVITY = 9.81
/** Nobody lands farther away over the floor than this. Metres. */
const FARTHEST = 12
/** An arc that meets no floor is drawn for so many seconds. */
const LONGEST_S = 2
export const ARC_POINTS = 32

/** Seconds until something thrown along a ray (world frame, along -z) falls onto the floor at 0; `null` from below it. */
function fallTime(ray: Matrix4): number | null {
  const height = ray.elements[13]!
  if (height < 0) return null
  const up = -ray.elements[9]! * SPEED
  return (up + Math.sqrt(up * up + 2 * GRAVITY * height)) / GRAVITY
}

/** Where it lands, or `null` if that is nowhere that a person can go. */
export function landingOf(ray: Matrix4, into: Vector3): Vector3 | null {
  const seconds = fallTime(ray)
  if (seconds === null) return null
  pointAt(ray, seconds, into)
  into.y = 0
  return Math.hypot(into.x - ray.elements[12]!, into.z - ray.elements[14]!) <= FARTHEST ? into : null
}

/** The way that it takes, as 3 numbers for each of {@link ARC_POINTS} points. */
export function writeArc(ray: Matrix4, into: Float32Array): void {
  const seconds = Math.min(fallTime(ray) ?? LONGEST_S, LONGEST_S)
  for (let index = 0; index < ARC_POINTS; index += 1) {
    pointAt(ray, (seconds * index) / (ARC_POINTS - 1), point).toArray(into, index * 3)
  }
}

function pointAt({ elements }: Matrix4, seconds: number, into: Vector3): Vector3 {
  const way = -SPEED * seconds
  return into.set(
    elements[12]! + elements[8]! * way,
    elements[13]! + elements[9]! * way - (GRAVITY * seconds * seconds) / 2,
    elements[14]! + elements[10]! * way,
  )
}

const point = new Vector3()
