import { useEffect, useLayoutEffect, useMemo } from 'react'
import type { Object3D } from 'three'
import { Cloud } from './clouds/Cloud.ts'
import { TriangleMesh } from './clouds/TriangleMesh.ts'
import { setColor } from './colors.ts'
import { useClick } from './interaction/clicks.ts'
import { surfacePaint } from './primitives.tsx'
import { setOpacity } from './setOpacity.ts'
import { useSurfaceMaterial } from './useSurfaceMaterial.ts'
import type { LiveApplier, View, ViewProps } from './View.ts'

type CloudTag = 'PointCloud' | 'Points'

/** What the cloud shows comes from the live props alone: nothing of it goes through React. */
function CloudView({ objectRef, children, report }: ViewProps<CloudTag>) {
  const cloud = useMemo(() => new Cloud(), [])
  cloud.onProblem = (problem) => report('colors', problem)
  useEffect(() => () => cloud.dispose(), [cloud])
  return (
    <primitive object={cloud} ref={objectRef}>
      {children}
    </primitive>
  )
}

const asCloud = (object: Object3D) => object as Cloud

const color: LiveApplier = (object, value, { colors }) => {
  const { material } = asCloud(object)
  return setColor(material.color, colors === undefined ? value : undefined, '#ffffff')
}
const size: LiveApplier = (object, value) => {
  const isSize = typeof value === 'number' && value >= 0
  asCloud(object).pointSize = isSize ? value : 0.01
  return isSize || value === undefined
}

const opacity: LiveApplier = (object, value) => setOpacity(asCloud(object).material, value)

const looks = { color, opacity, size }

export const pointCloud: View<'PointCloud'> = {
  component: CloudView as View<'PointCloud'>['component'],
  live: {
    vertices: (object, value, { colors }) => asCloud(object).show(value, colors),
    colors: (object, value, { vertices }) => asCloud(object).show(vertices, value),
    ...looks,
  },
}
export const points: View<'Points'> = {
  component: CloudView as View<'Points'>['component'],
  live: {
    positions: (object, value, { colors }) => asCloud(object).show(value, colors),
    colors: (object, value, { positions }) => asCloud(object).show(positions, value),
    ...looks,
  },
}

function TriMeshView({ node, props, objectRef, children, report }: ViewProps<'TriMesh'>) {
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

const showTriangles: LiveApplier = (object, _value, props) => (object as TriangleMesh).show(props)

export const triMesh: View<'TriMesh'> = {
  component: TriMeshView,
  live: {
    vertices: showTriangles,
    faces: showTriangles,
    colors: showTriangles,
    uv: showTriangles,
    normals: showTriangles,
    ...surfacePaint,
  },
}
