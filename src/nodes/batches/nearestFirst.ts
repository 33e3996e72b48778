import type { Camera, Object3D } from 'three'

const BUCKETS = 64

/**
 * The objects, those near the camera before those behind them: a graphics card does not paint what is hidden by what is
 * there already. Not exact within a sixty-fourth of the depth of the whole, and therefore in linear time.
 */
export function nearestFirst<O extends Object3D>(objects: Iterable<O>, count: number, camera: Camera): O[] {
  const { elements: eye } = camera.matrixWorld
  const distances = new Float64Array(count)
  let least = Number.POSITIVE_INFINITY
  let most = 0
  let index = 0
  for (const { matrixWorld } of objects) {
    const { elements } = matrixWorld
    const distance = Math.hypot(elements[12] - eye[12], elements[13] - eye[13], elements[14] - eye[14])
    distances[index] = distance
    if (distance < least) least = distance
    if (distance > most) most = distance
    index += 1
  }
  const perMetre = most > least ? (BUCKETS - 1) / (most - least) : 0
  const bucketOf = (at: number) => Math.floor((distances[at]! - least) * perMetre) || 0
  const starts = new Uint32Array(BUCKETS + 1)
  for (let at = 0; at < count; at += 1) starts[bucketOf(at) + 1]! += 1
  for (let bucket = 0; bucket < BUCKETS; bucket += 1) starts[bucket + 1]! += starts[bucket]!
  const sorted = new Array<O>(count)
  index = 0
  for (const object of objects) {
    const bucket = bucketOf(index)
    sorted[starts[bucket]!] = object
    starts[bucket]! += 1
    index += 1
  }
  return sorted
}
