import * as v from 'valibot'
import { defineNode, prop } from '../defineNode.ts'
import { surfaceProps } from './surface.ts'

const finite = v.pipe(v.number(), v.finite('expected a finite number'))
export const notNegative = v.pipe(finite, v.minValue(0, 'expected a number that is not negative'))
/** Arguments that say how large something is. With a negative one it would be turned inside out. */
const SIZES: ReadonlySet<string> = new Set([
  ...['width', 'height', 'depth', 'radius', 'tube'],
  ...['radiusTop', 'radiusBottom', 'innerRadius', 'outerRadius'],
])

/** The arguments of a three.js geometry: each of the type of its default, filled up with defaults where the list ends. */
export const geometryArguments = (defaults: readonly (number | boolean)[], names: readonly string[]) =>
  v.strictTuple(
    defaults.map((value, index) =>
      typeof value === 'number'
        ? v.optional(SIZES.has(names[index] ?? '') ? notNegative : finite, value)
        : v.optional(v.boolean(), value),
    ),
  ) as unknown as v.GenericSchema<readonly (number | boolean)[], (number | boolean)[]>

export const primitive = <const Tag extends string>(
  tag: Tag,
  doc: string,
  args: string,
  defaults: (number | boolean)[],
) =>
  defineNode({
    tag,
    doc,
    events: ['ON_CLICK'],
    props: {
      ...surfaceProps,
      args: prop(
        geometryArguments(defaults, args.split(', ')),
        `\`[${args}]\`. Entries that are left out keep their defaults.`,
        {
          unit: 'm, rad',
          default: defaults,
        },
      ),
    },
  })

export const TURN = 2 * Math.PI

export const Box = primitive(
  'Box',
  'A box.',
  'width, height, depth, widthSegments, heightSegments, depthSegments',
  [1, 1, 1, 1, 1, 1],
)
export const Sphere = primitive(
  'Sphere',
  'A sphere, or a part of one.',
  'radius, widthSegments, heightSegments, phiStart, phiLength, thetaStart, thetaLength',
  [1, 32, 16, 0, TURN, 0, Math.PI],
)
export const Cylinder = primitive(
  'Cylinder',
  'A cylinder along y, or a truncated cone.',
  'radiusTop, radiusBottom, height, radialSegments, heightSegments, openEnded, thetaStart, thetaLength',
  [1, 1, 1, 32, 1, false, 0, TURN],
)
export const Cone = primitive(
  'Cone',
  'A cone along y, its tip up.',
  'radius, height, radialSegments, heightSegments, openEnded, thetaStart, thetaLength',
  [1, 1, 32, 1, false, 0, TURN],
)
export const Capsule = primitive(
  'Capsule',
  'A cylinder along y with half a sphere at each end.',
  'radius, height, capSegments, radialSegments, heightSegments',
  [1, 1, 8, 24, 1],
)
export const Octahedron = primitive('Octahedron', 'An octahedron.', 'radius, detail', [1, 0])
export const Torus = primitive('Torus', 'A ring around z.', 'radius, tube, radialSegments, tubularSegments, arc', [
  1,
  0.4,
  16,
  48,
  TURN,
])
export const Plane = primitive(
  'Plane',
  'A flat rectangle in x and y that faces +z.',
  'width, height, widthSegments, heightSegments',
  [1, 1, 1, 1],
)
export const Circle = primitive(
  'Circle',
  'A disc in x and y that faces +z, or a slice of one.',
  'radius, segments, thetaStart, thetaLength',
  [1, 48, 0, TURN],
)
export const Ring = primitive(
  'Ring',
  'A flat ring in x and y that faces +z, or a part of one.',
  'innerRadius, outerRadius, thetaSegments, phiSegments, thetaStart, thetaLength',
  [0.5, 1, 48, 1, 0, TURN],
)
export const Tetrahedron = primitive('Tetrahedron', 'A solid of 4 triangles.', 'radius, detail', [1, 0])
export const Icosahedron = primitive('Icosahedron', 'A solid of 20 triangles.', 'radius, detail', [1, 0])
export const Dodecahedron = primitive('Dodecahedron', 'A solid of 12 pentagons.', 'radius, detail', [1, 0])
export const TorusKnot = primitive(
  'TorusKnot',
  'A knotted ring: `p` turns around its axis, `q` turns through it.',
  'radius, tube, tubularSegments, radialSegments, p, q',
  [1, 0.4, 128, 16, 2, 3],
)
