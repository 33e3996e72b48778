import * as v from 'valibot'
import { defineNode, prop } from '../defineNode.ts'
import { geometryArguments, notNegative, TURN } from './primitives.ts'
import { boolean, color, number, placementProps, positive, vec3 } from './schemas.ts'
import { surfaceProps } from './surface.ts'

const finite = v.pipe(v.number(), v.finite('expected a finite number'))
const count = v.pipe(v.number(), v.integer('expected a whole number'), v.minValue(1, 'expected 1 or more'))

/** Points in space: a list of `[x, y, z]`, or their numbers one after the other in a typed array. */
const flatPoints = v.pipe(
  v.union([v.instance(Float32Array), v.instance(Float64Array)]),
  v.check(({ length }) => length % 3 === 0, 'expected 3 numbers for each point'),
)
const points3 = v.union([v.array(vec3), flatPoints])
export type Points3 = v.InferOutput<typeof points3>

/** Points in a plane: `[x, y]`, or maps of x and y as Vuer’s Lathe takes them. */
const point2 = v.union([v.strictTuple([finite, finite]), v.object({ x: finite, y: finite })])
const points2 = v.array(point2)
export type Points2 = v.InferOutput<typeof points2>

const outline = v.union([points2, v.object({ points: points2, holes: v.optional(v.array(points2), []) })])
const outlines = v.union([outline, v.array(outline)])
export type PlainOutlines = v.InferOutput<typeof outlines>

const numbers = v.union([v.array(finite), v.instance(Float32Array), v.instance(Float64Array)])
const indices = v.union([v.array(v.number()), v.instance(Uint16Array), v.instance(Uint32Array)])

/** Positional arguments of which the first is data; those that are left out have their defaults. */
const withData = <S extends v.GenericSchema>(
  data: S,
  empty: v.InferOutput<S>,
  defaults: Readonly<Record<string, number | boolean>>,
) =>
  v.strictTuple([
    v.optional(data, () => empty as never),
    ...(geometryArguments(Object.values(defaults), Object.keys(defaults)) as unknown as { items: v.GenericSchema[] })
      .items,
  ]) as unknown as v.GenericSchema<
    readonly [v.InferInput<S>, ...(number | boolean)[]],
    [v.InferOutput<S>, ...(number | boolean)[]]
  >

const sendsClicks = ['ON_CLICK']

export const RoundedBox = defineNode({
  tag: 'RoundedBox',
  doc: 'A box with round edges.',
  events: sendsClicks,
  props: {
    ...surfaceProps,
    args: prop(
      geometryArguments([1, 1, 1], ['width', 'height', 'depth']),
      '`[width, height, depth]`. `width`, `height`, `depth` win over it.',
      {
        unit: 'm',
        default: [1, 1, 1],
      },
    ),
    width: prop(positive, 'Width.', { unit: 'm' }),
    height: prop(positive, 'Height.', { unit: 'm' }),
    depth: prop(positive, 'Depth.', { unit: 'm' }),
    radius: prop(positive, 'Radius of the edges, at most half the shortest side.', { unit: 'm', default: 0.05 }),
    smoothness: prop(count, 'Pieces of each round edge.', { default: 4 }),
    bevelSegments: prop(count, 'The same, by the name that drei has; the larger counts.', { default: 4 }),
    creaseAngle: prop(
      positive,
      'Faces that meet at a smaller angle look smooth, others have an edge between them: 0 shows every face. Without it, light falls as on a perfectly round edge.',
      { unit: 'rad' },
    ),
    materialColor: prop(color, 'The same as `color`.'),
  },
})
export const Tube = defineNode({
  tag: 'Tube',
  doc: 'A pipe along a curve through points: a cable, a path.',
  events: sendsClicks,
  props: {
    ...surfaceProps,
    args: prop(
      withData(points3, [], { tubularSegments: 64, radius: 1, radialSegments: 8, closed: false }),
      '`[points, tubularSegments, radius, radialSegments, closed]`. `points` is a list of `[x, y, z]`, or a typed array with 3 numbers a point.',
      { unit: 'm', default: [[], 64, 1, 8, false] },
    ),
    curveType: prop(v.picklist(['centripetal', 'chordal', 'catmullrom', 'linear']), 'How it goes between points.', {
      default: 'centripetal',
    }),
    tension: prop(number, 'How straight a `catmullrom` curve is, from 0 to 1.', { default: 0.5 }),
  },
})
export const Lathe = defineNode({
  tag: 'Lathe',
  doc: 'What a profile sweeps when it turns around y: a bowl, a wheel.',
  events: sendsClicks,
  props: {
    ...surfaceProps,
    args: prop(
      withData(points2, [], { segments: 12, phiStart: 0, phiLength: TURN }),
      '`[points, segments, phiStart, phiLength]`. `points` is a list of `[distance from the axis, height]`.',
      { unit: 'm, rad', default: [[], 12, 0, TURN] },
    ),
  },
})
export const Shape = defineNode({
  tag: 'Shape',
  doc: 'A flat area in x and y that faces +z, with holes if need be.',
  events: sendsClicks,
  props: {
    ...surfaceProps,
    args: prop(
      withData(outlines, [], { curveSegments: 12 }),
      '`[shapes, curveSegments]`. A shape is a list of `[x, y]`, or `{ points, holes }`; several make a list.',
      { unit: 'm', default: [[], 12] },
    ),
  },
})
export const Extrude = defineNode({
  tag: 'Extrude',
  doc: 'A flat shape drawn out along z.',
  events: sendsClicks,
  props: {
    ...surfaceProps,
    shapes: prop(
      outlines,
      'A list of `[x, y]`, or `{ points, holes }`; or a list of those. The first entry of `args` means the same.',
      { unit: 'm' },
    ),
    args: prop(v.array(outlines), '`[shapes]`.'),
    options: prop(
      v.object({
        curveSegments: v.optional(count, 12),
        steps: v.optional(count, 1),
        depth: v.optional(finite, 1),
        bevelEnabled: v.optional(boolean, true),
        bevelThickness: v.optional(finite, 0.2),
        bevelSize: v.optional(finite, 0.1),
        bevelOffset: v.optional(finite, 0),
        bevelSegments: v.optional(v.pipe(finite, v.minValue(0, 'expected a number that is not negative')), 3),
      }),
      '`depth`, `steps`, `bevelEnabled`, `bevelThickness`, `bevelSize`, `bevelOffset`, `bevelSegments`, `curveSegments`, as in three.js.',
      {
        unit: 'm',
        default: {
          curveSegments: 12,
          steps: 1,
          depth: 1,
          bevelEnabled: true,
          bevelThickness: 0.2,
          bevelSize: 0.1,
          bevelOffset: 0,
          bevelSegments: 3,
        },
      },
    ),
  },
})
export const Polyhedron = defineNode({
  tag: 'Polyhedron',
  doc: 'Triangles whose corners are moved onto a sphere.',
  events: sendsClicks,
  props: {
    ...surfaceProps,
    args: prop(
      v.strictTuple([
        v.optional(numbers, () => []),
        v.optional(indices, () => []),
        v.optional(notNegative, 1),
        v.optional(finite, 0),
      ]) as unknown as v.GenericSchema<
        readonly [v.InferInput<typeof numbers>, v.InferInput<typeof indices>, number?, number?],
        [v.InferOutput<typeof numbers>, v.InferOutput<typeof indices>, number, number]
      >,
      '`[vertices, indices, radius, detail]`: 3 numbers a corner, 3 corners a triangle.',
      { unit: 'm', default: [[], [], 1, 0] },
    ),
  },
})

/** Geometries that are given by numbers alone, and can be named where another node draws their edges. */
export const NAMED_GEOMETRIES = [
  'Box',
  'Sphere',
  'Cylinder',
  'Cone',
  'Capsule',
  'Octahedron',
  'Torus',
  'Plane',
  'Circle',
  'Ring',
  'Tetrahedron',
  'Icosahedron',
  'Dodecahedron',
  'TorusKnot',
] as const

const edgeProps = {
  ...placementProps,
  geometry: prop(v.picklist(NAMED_GEOMETRIES), 'The primitive whose edges are drawn.', { default: 'Box' }),
  args: prop(v.array(v.union([finite, boolean])), 'The `args` of that primitive.', { unit: 'm, rad', default: [] }),
  materialType: prop(v.picklist(['line', 'lineDashed']), 'Whether the lines are dashed.', { default: 'line' }),
  material: surfaceProps.material,
  color: prop(color, 'Colour of the lines.'),
  opacity: prop(number, 'From 0 to 1.'),
}
export const Edges = defineNode({
  tag: 'Edges',
  doc: 'The edges of a primitive, as lines.',
  events: sendsClicks,
  props: {
    ...edgeProps,
    thresholdAngle: prop(number, 'Triangles that meet at a smaller angle have no edge between them.', {
      unit: '°',
      default: 1,
    }),
  },
})
export const Wireframe = defineNode({
  tag: 'Wireframe',
  doc: 'The edges of all triangles of a primitive, as lines.',
  events: sendsClicks,
  props: edgeProps,
})
