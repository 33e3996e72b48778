import type { BufferGeometry } from 'three'
import { toCreasedNormals } from 'three/addons/utils/BufferGeometryUtils.js'

/** three.js takes corners for the same one that lie in the same hundredth of each axis. */
const SAME_CORNER = 0.01
/** So many of these the finest faces are wide: none falls into one corner. */
const ENOUGH = 8
/** three.js smooths faces that meet at less than the angle, and a face meets itself at 0. */
const LEAST_ANGLE = 0.001

/**
 * Lets light fall smoothly over faces that meet at less than `angle` (radians), with an edge between others. `finest`: how
 * wide the narrowest faces are. three.js is shown an enlarged copy, since it takes small geometries for single corners.
 */
export function creaseNormals(geometry: BufferGeometry, angle: number, finest: number): BufferGeometry {
  const faces = geometry.index ? geometry.toNonIndexed() : geometry
  const copy = faces.clone()
  const larger = finest > 0 ? 2 ** Math.max(0, Math.ceil(Math.log2((ENOUGH * SAME_CORNER) / finest))) : 1
  copy.scale(larger, larger, larger)
  // Sides often lie where a hundredth begins; there, rounding would tear corners apart.
  copy.translate(SAME_CORNER / 2, SAME_CORNER / 2, SAME_CORNER / 2)
  toCreasedNormals(copy, Math.min(Math.max(angle, LEAST_ANGLE), Math.PI))
  return faces.setAttribute('normal', copy.getAttribute('normal'))
}
