import { useEffect, useLayoutEffect, useMemo } from 'react'
import { useClick } from '../interaction/clicks.ts'
import { useSurfaceMaterial } from '../useSurfaceMaterial.ts'
import type { ViewProps } from '../View.ts'
import { Cloud } from './Cloud.ts'
import { TriangleMesh } from './TriangleMesh.ts'

/** What the cloud shows comes from the live props alone: nothing of it goes through React. */
export function CloudView({ objectRef, children, report }: ViewProps<'PointCloud' | 'Points'>) {
  const cloud = useMemo(() => new Cloud(), [])
  cloud.onProblem = (problem) => report('colors', problem)
  useEffect(() => () => cloud.dispose(), [cloud])
  return (
    <primitive object={cloud} ref={objectRef}>
      {children}
    </primitive>
  )
}

export function TriMeshView({ node, props, objectRef, children, report }: ViewProps<'TriMesh'>) {
  const mesh = useMemo(() => new TriangleMesh(), [])
  mesh.onProblem = (problem) => report('triangles', problem)
  const material = useSurfaceMaterial(node.key, props, report)
  useLayoutEffect(() => mesh.wear(material), [mesh, material])
  useEffect(() => () => mesh.geometry.dispose(), [mesh])
  return (
    <primitive
      object={mesh}
      ref={objectRef}
      material={material}
      castShadow={props.castShadow}
      receiveShadow={props.receiveShadow}
      {...useClick(node.key)}
    >
      {children}
    </primitive>
  )
}
