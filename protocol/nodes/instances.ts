import * as v from 'valibot'
import { defineNode, prop } from '../defineNode.ts'
import {
  colorParts,
  matrixList,
  packColors,
  packVertices,
  quaternionList,
  scaleList,
  vertices,
} from './numberSchemas.ts'
import { solidProps } from './surface.ts'

/** The primitives that can be drawn many times by one node. */
export const INSTANCED_TAGS = ['Box', 'Sphere', 'Cylinder', 'Cone', 'Capsule', 'Octahedron', 'Torus', 'Plane'] as const
export type InstancedTag = (typeof INSTANCED_TAGS)[number]

export const Instances = defineNode({
  tag: 'Instances',
  doc: 'One primitive in many places, drawn at once. There are as many as `matrices` or `positions` say. The value of ON_CLICK has the `index` of the one that was clicked.',
  events: ['ON_CLICK'],
  props: {
    primitive: prop(v.picklist(INSTANCED_TAGS), 'What is drawn, by its tag.', { default: 'Box' }),
    args: prop(v.array(v.union([v.number(), v.boolean()])), 'The `args` of that primitive.', { unit: 'm, rad' }),
    matrices: prop(matrixList.schema, 'A 4x4 matrix for each, column-major, to the node. They win over the rest.', {
      unit: 'm',
      pack: matrixList.pack,
    }),
    positions: prop(vertices, 'Where each one is: x, y, z.', { unit: 'm', pack: packVertices }),
    quaternions: prop(quaternionList.schema, 'How each one is turned: x, y, z, w.', { pack: quaternionList.pack }),
    scales: prop(scaleList.schema, 'One factor for each, or three.', { pack: scaleList.pack }),
    colors: prop(
      colorParts,
      'Colour of each: red, green, blue, and alpha, which is left out. Bytes go from 0 to 255, other numbers from 0 to 1.',
      { pack: packColors },
    ),
    ...solidProps,
  },
})
