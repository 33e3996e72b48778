import { useEffect, useMemo } from 'react'
import { MeshBasicMaterial } from 'three'
import { useGeometry } from './GeometryCache.ts'
import { makeAxes } from './marks/makeAxes.ts'

/** The axes of a frame inside another view, `scale` metres long. */
export function CoordsAxes({ scale }: { scale: number }) {
  const geometry = useGeometry('axes 1 10', () => makeAxes(1, 10))
  const material = useMemo(() => new MeshBasicMaterial({ vertexColors: true, toneMapped: false }), [])
  useEffect(() => () => material.dispose(), [material])
  return <mesh geometry={geometry} material={material} scale={scale} />
}
