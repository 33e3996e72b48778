import * as v from 'valibot'
import { describeIssue, prop } from '../defineNode.ts'
import { quoted } from '../quoted.ts'
import { boolean, bytes, color, number, placementProps, positive } from './schemas.ts'

/** What can draw a geometry: surfaces, then what shows its corners or its edges only. */
export const MATERIAL_TYPES = [
  'basic',
  'standard',
  'physical',
  'lambert',
  'phong',
  'normal',
  'toon',
  'matcap',
  'depth',
  'distance',
  'shadow',
  'points',
  'line',
  'lineDashed',
] as const
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
  'gradientMap',
  'iridescenceMap',
  'iridescenceThicknessMap',
  'lightMap',
  'matcap',
  'metalnessMap',
  'normalMap',
  'roughnessMap',
  'sheenColorMap',
  'sheenRoughnessMap',
  'specularColorMap',
  'specularIntensityMap',
  'specularMap',
  'thicknessMap',
  'transmissionMap',
] as const
export type TextureName = (typeof TEXTURE_NAMES)[number]

const texture = v.union([v.string(), bytes, v.literal(false)])
type TextureSchema = v.OptionalSchema<typeof texture, undefined>
const pair = v.pipe(
  v.array(v.number()),
  v.check((list) => list.length === 2, 'expected 2 numbers'),
)
const entriesOf = <const Name extends string, S>(names: readonly Name[], schema: S) =>
  Object.fromEntries(names.map((name) => [name, schema])) as Record<Name, S>
const textures = entriesOf(TEXTURE_NAMES, v.optional(texture) as TextureSchema)
const repeats = entriesOf(
  TEXTURE_NAMES.map((name) => `${name}Repeat` as const),
  v.optional(pair),
)

/** Properties of three.js materials, by their own names. What a `materialType` does not have is left out. */
export const material = v.objectWithRest(
  {
    ...textures,
    ...repeats,
    gradientMap: v.optional(
      v.union([
        texture,
        v.pipe(
          v.array(v.number()),
          v.check(({ length }) => length > 0 && length <= 256, 'expected 1 to 256 tones'),
        ),
      ]),
    ),
    color: v.optional(color),
    emissive: v.optional(color),
    specular: v.optional(color),
    sheenColor: v.optional(color),
    specularColor: v.optional(color),
    attenuationColor: v.optional(color),
    side: v.optional(v.union([v.picklist(['front', 'back', 'double']), v.picklist([0, 1, 2])])),
    normalScale: v.optional(pair),
  },
  v.union([v.number(), v.boolean(), v.string(), v.array(v.number()), bytes]),
)
export type MaterialProps = v.InferOutput<typeof material>

/** Reads the properties of a material one by one: what is wrong is left out and told, the rest is kept. */
export function readMaterial(written: Readonly<Record<string, unknown>>): {
  material: MaterialProps
  problem: string | null
} {
  const read: Record<string, unknown> = {}
  const problems: string[] = []
  for (const [name, value] of Object.entries(written)) {
    const result = v.safeParse(material, { [name]: value })
    if (result.success) read[name] = (result.output as Record<string, unknown>)[name]
    else problems.push(describeIssue(result.issues[0], '').slice(1))
  }
  return { material: read as MaterialProps, problem: problems.join('; ') || null }
}

const ELSEWHERE: Readonly<Record<string, string>> = {
  sprite: '; a picture that faces the viewer is a `sprite` with a `spriteMaterial`',
  shader: '; programs for the graphics card are not taken from a scene',
  rawShader: '; programs for the graphics card are not taken from a scene',
}
const insteadOf = (type: unknown): string =>
  typeof type === 'string' && Object.hasOwn(ELSEWHERE, type) ? ELSEWHERE[type]! : ''
const materialType = v.picklist(
  MATERIAL_TYPES,
  ({ input }) => `expected one of ${MATERIAL_TYPES.join(', ')}, got ${quoted(input)}${insteadOf(input)}`,
)

const NO_TRIANGLES: ReadonlySet<string> = new Set(['points', 'line', 'lineDashed'])
export const solidType = v.pipe(
  materialType,
  v.check(
    (type) => !NO_TRIANGLES.has(type),
    ({ input }) => `expected a material for triangles, got "${input}"`,
  ),
)

/** What every node has whose triangles are drawn as a surface. */
export const solidProps = {
  ...placementProps,
  materialType: prop(solidType, 'Which three.js material draws the surface.', { default: 'physical' }),
  material: prop(
    material,
    'Properties of the three.js material, by their own names. Maps (`map`, `normalMap`, `roughnessMap`, `emissiveMap`, `alphaMap`, `displacementMap`, `matcap`, …) are URLs or image bytes; `mapRepeat` repeats all of them, `normalMapRepeat`, … one. Light follows a `displacementMap` unless `normalMap` is given or `false`. `gradientMap` may also be a list of tones from 0 to 1.',
  ),
  color: prop(color, 'Colour of the surface; short for `material.color`.'),
  opacity: prop(number, 'From 0 to 1; short for `material.opacity`. Below 1 the surface is transparent.'),
  wireframe: prop(boolean, 'Draw the edges of the triangles only.'),
  side: prop(v.picklist(['front', 'back', 'double']), 'Which side of the triangles is drawn.'),
  castShadow: prop(boolean, 'Whether it throws shadows.', { default: false }),
  receiveShadow: prop(boolean, 'Whether shadows fall on it.', { default: false }),
}

/** What every node has that draws a geometry, as a surface or in another way. */
export const surfaceProps = {
  ...solidProps,
  materialType: prop(
    materialType,
    'Which three.js material draws it. `points` draws its corners, `line` and `lineDashed` its edges, `shadow` only the shadows that fall on it, `depth` and `distance` how near it is.',
    { default: 'physical' },
  ),
  outlines: prop(boolean, 'Whether a line runs around it.', { default: false }),
  outlineColor: prop(color, 'Colour of that line.', { default: '#ffffff' }),
  outlineThickness: prop(positive, 'Width of that line.', { unit: 'px', default: 10 }),
}
