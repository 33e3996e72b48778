import { useEffect, useMemo } from 'react'
import {
  type BufferGeometry,
  Color,
  ConeGeometry,
  CylinderGeometry,
  Float32BufferAttribute,
  type Mesh,
  MeshBasicMaterial,
  Quaternion,
  Vector3,
} from 'three'
import { mergeGeometries } from 'three/addons/utils/BufferGeometryUtils.js'
import { isTurned, turnFromY } from '../scene/placement.ts'
import { setColor } from './colors.ts'
import { useGeometry } from './GeometryCache.ts'
import { GridMesh } from './GridMesh.tsx'
import type { LiveApplier, View, ViewProps } from './View.ts'

function GridView({ props, objectRef, children }: ViewProps<'Grid'>) {
  return (
    <>
      <GridMesh ref={objectRef} props={props} />
      {children}
    </>
  )
}
const turn = new Quaternion()
const axis = new Vector3()
/** The grid lies across the scene's axis unless it was turned, and stands off by `offset` along it. */
export const grid: View<'Grid'> = {
  component: GridView,
  placedBy: ['offset'],
  settle(object, props, up) {
    if (!isTurned(props)) object.quaternion.copy(turnFromY(up, turn))
    if (typeof props.offset === 'number') {
      object.position.addScaledVector(axis.fromArray(up as number[]).normalize(), props.offset)
    }
  },
}

const AXES = [
  { color: '#e5484d', direction: [1, 0, 0] },
  { color: '#46a758', direction: [0, 1, 0] },
  { color: '#3e63dd', direction: [0, 0, 1] },
] as const
const STEM_RADIUS = 0.01
const HEAD_RADIUS = 0.035
const HEAD_LENGTH = 0.12

/** Three arrows of length 1 in one geometry, so that a frame costs one draw call. */
function makeAxes(headScale: number, segments: number): BufferGeometry {
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

function CoordsMarkerView({ props, objectRef, children }: ViewProps<'CoordsMarker'>) {
  const { headScale } = props
  const segments = Math.round(Math.min(Math.max(props.lod, 3), 64))
  const geometry = useGeometry(`axes ${headScale} ${segments}`, () => makeAxes(headScale, segments))
  const material = useMemo(() => new MeshBasicMaterial({ vertexColors: true, toneMapped: false }), [])
  useEffect(() => () => material.dispose(), [material])
  return (
    <mesh ref={objectRef} geometry={geometry} material={material} material-wireframe={props.wireframe}>
      {children}
    </mesh>
  )
}

const materialOf = (object: unknown) => (object as Mesh).material as MeshBasicMaterial

const axesColor: LiveApplier = (object, value) => {
  const material = materialOf(object)
  const isOneColor = value !== undefined
  if (material.vertexColors === isOneColor) {
    material.vertexColors = !isOneColor
    material.needsUpdate = true
  }
  return setColor(material.color, value, '#ffffff')
}
const axesOpacity: LiveApplier = (object, value) => {
  const material = materialOf(object)
  const opacity = typeof value === 'number' && value >= 0 ? Math.min(value, 1) : 1
  material.opacity = opacity
  if (material.transparent !== opacity < 1) {
    material.transparent = opacity < 1
    material.needsUpdate = true
  }
  return value === undefined || (typeof value === 'number' && value >= 0)
}

export const coordsMarker: View<'CoordsMarker'> = {
  component: CoordsMarkerView,
  live: { color: axesColor, opacity: axesOpacity },
}
