import { useEffect, useMemo } from 'react'
import { MeshBasicMaterial } from 'three'
import { useGeometry } from '../GeometryCache.ts'
import type { ViewProps } from '../View.ts'
import { makeAxes } from './makeAxes.ts'

export default function CoordsMarkerView({ props, objectRef, children }: ViewProps<'CoordsMarker'>) {
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
