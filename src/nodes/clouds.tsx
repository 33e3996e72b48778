import type { Object3D } from 'three'
import type { Cloud } from './clouds/Cloud.ts'
import type { TriangleMesh } from './clouds/TriangleMesh.ts'
import { setColor } from './colors.ts'
import { lazyView } from './lazyView.tsx'
import { paintedSurface } from './paintedSurface.ts'
import { setOpacity } from './setOpacity.ts'
import type { LiveApplier, View } from './View.ts'

const load = () => import('./clouds/views.tsx')
const CloudView = lazyView(async () => ({ default: (await load()).CloudView }))

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
  component: CloudView as unknown as View<'PointCloud'>['component'],
  live: {
    vertices: (object, value, { colors }) => asCloud(object).show(value, colors),
    colors: (object, value, { vertices }) => asCloud(object).show(vertices, value),
    ...looks,
  },
}
export const points: View<'Points'> = {
  component: CloudView as unknown as View<'Points'>['component'],
  live: {
    positions: (object, value, { colors }) => asCloud(object).show(value, colors),
    colors: (object, value, { positions }) => asCloud(object).show(positions, value),
    ...looks,
  },
}

const showTriangles: LiveApplier = (object, _value, props) => (object as TriangleMesh).show(props)

export const triMesh: View<'TriMesh'> = {
  component: lazyView(async () => ({ default: (await load()).TriMeshView })),
  live: {
    vertices: showTriangles,
    faces: showTriangles,
    colors: showTriangles,
    uv: showTriangles,
    normals: showTriangles,
    ...paintedSurface,
  },
}
