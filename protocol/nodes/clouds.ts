import { defineNode, prop } from '../defineNode.ts'
import { colorParts, faces, packColors, packFaces, packUvs, packVertices, uvs, vertices } from './numberSchemas.ts'
import { color, placementProps, positive } from './schemas.ts'
import { solidProps } from './surface.ts'

const colors = prop(
  colorParts,
  'Colour of each vertex: red, green, blue, and alpha if there are four. Bytes go from 0 to 255, other numbers from 0 to 1.',
  { pack: packColors },
)
const cloudProps = {
  ...placementProps,
  colors,
  color: prop(color, 'Colour of all points, where `colors` gives them none.', { default: '#ffffff' }),
  opacity: prop(positive, 'From 0 to 1.', { default: 1 }),
  size: prop(positive, 'Width of a point.', { unit: 'm', default: 0.01 }),
}

export const PointCloud = defineNode({
  tag: 'PointCloud',
  doc: 'Points. New vertices and colours are written into the same buffers, as often as they come. Pointers go through it.',
  props: {
    vertices: prop(vertices, 'Where the points are: x, y, z of each. Points that are not numbers are left out.', {
      unit: 'm',
      pack: packVertices,
    }),
    ...cloudProps,
  },
})
export const Points = defineNode({
  tag: 'Points',
  doc: 'The same as `PointCloud`, by the name and the prop of drei.',
  props: {
    positions: prop(vertices, 'Where the points are: x, y, z of each.', { unit: 'm', pack: packVertices }),
    ...cloudProps,
  },
})
export const TriMesh = defineNode({
  tag: 'TriMesh',
  doc: 'A mesh of triangles. What comes anew is written into the same buffers.',
  events: ['ON_CLICK'],
  props: {
    vertices: prop(vertices, 'Where the vertices are: x, y, z of each.', { unit: 'm', pack: packVertices }),
    faces: prop(faces, 'Three vertices of each triangle, by their numbers from 0; without it, each three vertices.', {
      pack: packFaces,
    }),
    colors,
    uv: prop(uvs, 'Where each vertex lies on the textures: u, v of each, from 0 at the lower left to 1.', {
      pack: packUvs,
    }),
    normals: prop(vertices, 'Which way the surface faces at each vertex. Otherwise it is computed.', {
      pack: packVertices,
    }),
    ...solidProps,
    materialType: { ...solidProps.materialType, default: 'standard' as const },
    side: prop(solidProps.side.schema, solidProps.side.doc, { default: 'double' }),
  },
})
