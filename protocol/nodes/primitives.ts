import * as v from 'valibot'
import { defineNode, prop } from '../defineNode.ts'
import { boolean, color, number, placementProps } from './schemas.ts'

export const MATERIAL_TYPES = ['basic', 'standard', 'physical', 'lambert', 'phong', 'normal', 'toon'] as const
export type MaterialType = (typeof MATERIAL_TYPES)[number]

/** Maps of a material: URLs, or the bytes of an encoded image. */
export const TEXTURE_NAMES = [
  'map',
  'alphaMap',
  'aoMap',
  'bumpMap',
  'clearcoatMap',
  'clearcoatNormalMap',
  'clearcoatRoughnessMap',
  'displacementMap',
  'emissiveMap',
  'metalnessMap',
  'normalMap',
  'roughnessMap',
  'sheenColorMap',
  'specularMap',
  'thicknessMap',
  'transmissionMap',
] as const
export type TextureName = (typeof TEXTURE_NAMES)[number]

const texture = v.union([v.string(), v.instance(Uint8Array), v.literal(false)])
const textures = Object.fromEntries(TEXTURE_NAMES.map((name) => [name, v.optional(texture)])) as Record<
  TextureName,
  v.OptionalSchema<typeof texture, undefined>
>

/** Properties of three.js materials, by their own names. What a `materialType` does not have is left out. */
export const material = v.objectWithRest(
  {
    ...textures,
    mapRepeat: v.optional(v.pipe(v.array(v.number()), v.length(2))),
    color: v.optional(color),
    emissive: v.optional(color),
    specular: v.optional(color),
    sheenColor: v.optional(color),
    specularColor: v.optional(color),
    attenuationColor: v.optional(color),
    side: v.optional(v.union([v.picklist(['front', 'back', 'double']), v.picklist([0, 1, 2])])),
    normalScale: v.optional(v.pipe(v.array(v.number()), v.length(2))),
  },
  v.union([v.number(), v.boolean(), v.string(), v.array(v.number())]),
)
export type MaterialProps = v.InferOutput<typeof material>

/** The arguments of a three.js geometry: each of the type of its default, filled up with defaults where the list ends. */
const geometryArguments = (defaults: (number | boolean)[]) =>
  v.strictTuple(
    defaults.map((value) =>
      typeof value === 'number' ? v.optional(v.number(), value) : v.optional(v.boolean(), value),
    ),
  ) as unknown as v.GenericSchema<readonly (number | boolean)[], (number | boolean)[]>

export const surfaceProps = {
  ...placementProps,
  materialType: prop(v.picklist(MATERIAL_TYPES), 'Which three.js material draws the surface.', { default: 'physical' }),
  material: prop(material, 'Properties of the material. Maps are URLs or image bytes.'),
  color: prop(color, 'Colour of the surface; short for `material.color`.'),
  opacity: prop(number, 'From 0 to 1; short for `material.opacity`. Below 1 the surface is transparent.'),
  wireframe: prop(boolean, 'Draw the edges of the triangles only.'),
  side: prop(v.picklist(['front', 'back', 'double']), 'Which side of the triangles is drawn.'),
  castShadow: prop(boolean, 'Whether it throws shadows.', { default: false }),
  receiveShadow: prop(boolean, 'Whether shadows fall on it.', { default: false }),
}

const primitive = <const Tag extends string>(tag: Tag, doc: string, args: string, defaults: (number | boolean)[]) =>
  defineNode({
    tag,
    doc,
    events: ['ON_CLICK'],
    props: {
      ...surfaceProps,
      args: prop(geometryArguments(defaults), `\`[${args}]\`. Entries that are left out keep their defaults.`, {
        unit: 'm, rad',
        default: defaults,
      }),
    },
  })

const TURN = 2 * Math.PI

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
