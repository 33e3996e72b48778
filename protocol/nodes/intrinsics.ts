import * as v from 'valibot'
import {
  type ChildInput,
  defineNode,
  type NodeType,
  type PropDeclaration,
  type PropsInput,
  type PropTable,
  prop,
} from '../defineNode.ts'
import type { NodeData } from '../node.ts'
import { AmbientLight, DirectionalLight, HemisphereLight, PointLight, RectAreaLight, SpotLight } from './lights.ts'
import {
  Box,
  Capsule,
  Circle,
  Cone,
  Cylinder,
  Dodecahedron,
  Icosahedron,
  Octahedron,
  Plane,
  Ring,
  Sphere,
  Tetrahedron,
  Torus,
  TorusKnot,
} from './primitives.ts'
import { boolean, bytes, color, number, placementProps, positive } from './schemas.ts'
import type { material as anyMaterial } from './surface.ts'

/*
 * Tags of three.js, as React Three Fiber writes them. Only these: what a tag may reach is decided here.
 */

const body = <const Tag extends string>(tag: Tag, doc: string) =>
  defineNode({
    tag,
    doc,
    events: ['ON_CLICK'],
    props: {
      ...placementProps,
      castShadow: prop(boolean, 'Whether it throws shadows.', { default: false }),
      receiveShadow: prop(boolean, 'Whether shadows fall on it.', { default: false }),
      frustumCulled: prop(boolean, 'Whether it is left out when it is out of view.', { default: true }),
    },
  })

export const mesh = body('mesh', 'Draws the triangles of the geometry among its children with the material among them.')
export const points = body('points', 'Draws the corners of the geometry among its children.')
export const line = body('line', 'Draws a line through the corners of the geometry among its children.')
export const lineLoop = body('lineLoop', 'The same, closed.')
export const lineSegments = body(
  'lineSegments',
  'Draws a line between each two corners of the geometry among its children.',
)
export const sprite = body(
  'sprite',
  'A picture of one metre that faces the viewer; a `spriteMaterial` among its children.',
)
export const object3D = defineNode({ tag: 'object3D', doc: 'The same as `VuerGroup`.', props: { ...placementProps } })

const geometry = <const Tag extends string, P extends PropTable & { args: PropDeclaration }>(
  tag: Tag,
  of: NodeType<string, P>,
) =>
  defineNode({
    tag,
    doc: `The geometry of a ${of.tag}, for the \`mesh\`, \`points\` or \`line\` around it.`,
    props: { args: of.props.args as P['args'] },
  })

export const boxGeometry = geometry('boxGeometry', Box)
export const sphereGeometry = geometry('sphereGeometry', Sphere)
export const cylinderGeometry = geometry('cylinderGeometry', Cylinder)
export const coneGeometry = geometry('coneGeometry', Cone)
export const capsuleGeometry = geometry('capsuleGeometry', Capsule)
export const octahedronGeometry = geometry('octahedronGeometry', Octahedron)
export const torusGeometry = geometry('torusGeometry', Torus)
export const planeGeometry = geometry('planeGeometry', Plane)
export const circleGeometry = geometry('circleGeometry', Circle)
export const ringGeometry = geometry('ringGeometry', Ring)
export const tetrahedronGeometry = geometry('tetrahedronGeometry', Tetrahedron)
export const icosahedronGeometry = geometry('icosahedronGeometry', Icosahedron)
export const dodecahedronGeometry = geometry('dodecahedronGeometry', Dodecahedron)
export const torusKnotGeometry = geometry('torusKnotGeometry', TorusKnot)

const materialProps = {
  color: prop(color, 'Colour.'),
  opacity: prop(number, 'From 0 to 1. Below 1 it is transparent.'),
  transparent: prop(boolean, 'Whether what is behind shines through.'),
  side: prop(v.union([v.picklist(['front', 'back', 'double']), v.picklist([0, 1, 2])]), 'Which side is drawn.', {
    default: 'front',
  }),
  wireframe: prop(boolean, 'Draw the edges of the triangles only.'),
  map: prop(v.union([v.string(), bytes, v.literal(false)]), 'A picture: URL or bytes.'),
}
type MaterialInput = { key?: string } & PropsInput<typeof materialProps> & {
    [Name in Exclude<keyof KnownProperties, keyof typeof materialProps>]?: KnownProperties[Name] | null | undefined
  }
type KnownProperties = v.InferInput<typeof anyMaterial>

/** Builds a material by any property that materials have. */
interface MaterialType<Tag extends string> extends NodeType<Tag, typeof materialProps> {
  (props?: MaterialInput, ...children: ChildInput[]): NodeData & { tag: Tag }
}
const material = <const Tag extends string>(tag: Tag, doc: string): MaterialType<Tag> =>
  defineNode({
    tag,
    doc: `${doc}, for the \`mesh\`, \`points\`, \`line\` or \`sprite\` around it. All properties that \`material\` of a Box may have can be written.`,
    props: materialProps,
  })

export const meshBasicMaterial = material('meshBasicMaterial', 'Colour without light')
export const meshStandardMaterial = material('meshStandardMaterial', 'A surface by roughness and metalness')
export const meshPhysicalMaterial = material('meshPhysicalMaterial', 'The same with glass, coats and cloth')
export const meshPhongMaterial = material('meshPhongMaterial', 'A shiny surface')
export const meshLambertMaterial = material('meshLambertMaterial', 'A dull surface')
export const meshToonMaterial = material('meshToonMaterial', 'Light in a few tones')
export const meshNormalMaterial = material('meshNormalMaterial', 'Colours that say which way a surface faces')
export const meshMatcapMaterial = material('meshMatcapMaterial', 'Light from a picture of a ball')
export const meshDepthMaterial = material('meshDepthMaterial', 'How far it is along the view')
export const meshDistanceMaterial = material('meshDistanceMaterial', 'How far it is from the eye')
export const shadowMaterial = material('shadowMaterial', 'The shadows that fall on it')
export const pointsMaterial = material('pointsMaterial', 'Points')
export const lineBasicMaterial = material('lineBasicMaterial', 'Lines')
export const lineDashedMaterial = material('lineDashedMaterial', 'Dashed lines')
export const spriteMaterial = material('spriteMaterial', 'A picture that faces the viewer')
export const BasicMaterial = material('BasicMaterial', 'The same as `meshBasicMaterial`')
export const LambertMaterial = material('LambertMaterial', 'The same as `meshLambertMaterial`')
export const PhongMaterial = material('PhongMaterial', 'The same as `meshPhongMaterial`')
export const StandardMaterial = material('StandardMaterial', 'The same as `meshStandardMaterial`')
export const PhysicalMaterial = material('PhysicalMaterial', 'The same as `meshPhysicalMaterial`')
export const Material = material('Material', 'The same as `meshPhysicalMaterial`')
export const TransmissionMaterial = material('TransmissionMaterial', 'Glass')

const light = <const Tag extends string, P extends PropTable>(tag: Tag, of: NodeType<string, P>) =>
  defineNode({
    tag,
    doc: `The same as \`${of.tag}\`, with the strength that three.js gives it.`,
    props: { ...of.props, intensity: prop(positive, 'How bright it is.', { default: 1 }) },
  })

export const ambientLight = light('ambientLight', AmbientLight)
export const directionalLight = light('directionalLight', DirectionalLight)
export const pointLight = light('pointLight', PointLight)
export const spotLight = light('spotLight', SpotLight)
export const hemisphereLight = light('hemisphereLight', HemisphereLight)
export const rectAreaLight = light('rectAreaLight', RectAreaLight)

const PROGRAMS = 'programs for the graphics card are not taken from a scene; use one of the other materials'

/** Tags of three.js and of Vuer that are left out on purpose, each with the reason and what to do instead. */
export const REFUSED_TAGS: Readonly<Record<string, string>> = {
  shaderMaterial: PROGRAMS,
  rawShaderMaterial: PROGRAMS,
  material: 'three.js cannot draw it by itself; use meshStandardMaterial or another one',
  bufferGeometry: 'its arrays cannot travel in this form; use TriMesh or PointCloud',
  bufferAttribute: 'its arrays cannot travel in this form; use TriMesh or PointCloud',
  instancedMesh: 'its matrices cannot travel in this form; use Instances',
  ContribLoader: 'it runs a program from elsewhere in this page; what it brings cannot be drawn here',
  primitive: 'an object of three.js cannot travel; write it as nodes',
}

/** All of them by their tags, in this order. */
export const INTRINSIC_TYPES = {
  mesh,
  points,
  line,
  lineLoop,
  lineSegments,
  sprite,
  object3D,
  boxGeometry,
  sphereGeometry,
  cylinderGeometry,
  coneGeometry,
  capsuleGeometry,
  octahedronGeometry,
  torusGeometry,
  planeGeometry,
  circleGeometry,
  ringGeometry,
  tetrahedronGeometry,
  icosahedronGeometry,
  dodecahedronGeometry,
  torusKnotGeometry,
  meshBasicMaterial,
  meshStandardMaterial,
  meshPhysicalMaterial,
  meshPhongMaterial,
  meshLambertMaterial,
  meshToonMaterial,
  meshNormalMaterial,
  meshMatcapMaterial,
  meshDepthMaterial,
  meshDistanceMaterial,
  shadowMaterial,
  pointsMaterial,
  lineBasicMaterial,
  lineDashedMaterial,
  spriteMaterial,
  BasicMaterial,
  LambertMaterial,
  PhongMaterial,
  StandardMaterial,
  PhysicalMaterial,
  Material,
  TransmissionMaterial,
  ambientLight,
  directionalLight,
  pointLight,
  spotLight,
  hemisphereLight,
  rectAreaLight,
} as const
