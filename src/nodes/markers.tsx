import { type Mesh, type MeshBasicMaterial, Quaternion, Vector3 } from 'three'
import { isTurned, turnFromY } from '../scene/placement.ts'
import { setColor } from './colors.ts'
import { GridMesh } from './GridMesh.tsx'
import { useClick } from './interaction/clicks.ts'
import { lazyView } from './lazyView.tsx'
import { setOpacity } from './setOpacity.ts'
import type { LiveApplier, View, ViewProps } from './View.ts'

function GridView({ node, props, objectRef, children }: ViewProps<'Grid'>) {
  return (
    <>
      <GridMesh ref={objectRef} props={props} clicks={useClick(node.key)} />
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
export const coordsMarker: View<'CoordsMarker'> = {
  component: lazyView(() => import('./marks/CoordsMarkerView.tsx')),
  live: { color: axesColor, opacity: (object, value) => setOpacity(materialOf(object), value) },
}
