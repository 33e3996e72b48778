import {
  type BufferGeometry,
  Color,
  ConeGeometry,
  CylinderGeometry,
  Float32BufferAttribute,
  Quaternion,
  Vector3,
} from 'three'
import { mergeGeometries } from 'three/addons/utils/BufferGeometryUtils.js'

const AXES = [
  { color: '#e5484d', direction: [1, 0, 0] },
  { color: '#46a758', direction: [0, 1, 0] },
  { color: '#3e63dd', direction: [0, 0, 1] },
] as const
const STEM_RADIUS = 0.01
const HEAD_RADIUS = 0.035
const HEAD_LENGTH = 0.12

/** Three arrows of length 1 in one geometry, so that a frame costs one draw call. */
export function makeAxes(headScale: number, segments: number): BufferGeometry {
  const headLength = Math.min(HEAD_LENGTH * headScale, 1)
  const arrows = AXES.map(({ color, direction }) => {
    const stemLength = Math.max(1 - headLength, 0.001)
    const stem = new CylinderGeometry(STEM_RADIUS, STEM_RADIUS, stemLength, segments)
    stem.translate(0, stemLength / 2, 0)
    const head = new ConeGeometry(HEAD_RADIUS * headScale, headLength, segments)
    head.translate(0, 1 - headLength / 2, 0)
    const arrow = mergeGeometries([stem, head])
    stem.dispose()
    head.dispose()
    arrow.applyQuaternion(new Quaternion().setFromUnitVectors(new Vector3(0, 1, 0), new Vector3(...direction)))
    const { r, g, b } = new Color(color)
    const { count } = arrow.getAttribute('position')
    const colors = Array.from({ length: count }, () => [r, g, b]).flat()
    arrow.setAttribute('color', new Float32BufferAttribute(colors, 3))
    return arrow
  })
  const merged = mergeGeometries(arrows)
  for (const arrow of arrows) arrow.dispose()
  return merged
}
