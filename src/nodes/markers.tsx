import { useEffect, useMemo } from 'react'
import { type Mesh, MeshBasicMaterial, Quaternion, Vector3 } from 'three'
import { isTurned, turnFromY } from '../scene/placement.ts'
import { setColor } from './colors.ts'
import { useGeometry } from './GeometryCache.ts'
import { GridMesh } from './GridMesh.tsx'
import { makeAxes } from './marks/makeAxes.ts'
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
