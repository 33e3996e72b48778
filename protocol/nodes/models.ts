import * as v from 'valibot'
import { defineNode, type PropDeclaration, prop } from '../defineNode.ts'
import { isRecord } from '../node.ts'
import { boolean, color, number, placementProps, positive, string } from './schemas.ts'
import { material, solidType } from './surface.ts'

const finite = v.pipe(v.number(), v.finite('expected a finite number'))
const bytes = v.instance(Uint8Array)
/** The map stays the one that was given: views know it by its identity, and it may be large. */
const assets = v.pipe(
  v.custom<Readonly<Record<string, string | Uint8Array>>>(() => true),
  v.check(
    (value) =>
      isRecord(value) &&
      Object.values(value).every((asset) => typeof asset === 'string' || asset instanceof Uint8Array),
    'expected a map from paths to addresses or bytes',
  ),
)

/** Where a model comes from. */
const sourceProps = {
  src: prop(string, 'Address of the file, on this server or elsewhere.'),
  buff: prop(bytes, 'The bytes of the file. They win over `text` and `src`.'),
  text: prop(string, 'The text of the file, for formats that are text. It wins over `src`.'),
  assets: prop(
    assets,
    'What the file refers to (textures, buffers, meshes), by the path that stands in it or by its file name: an address or bytes. What is not in the map is looked for beside the file.',
  ),
  onLoad: prop(string, 'When the model is there, LOAD is sent with this as its value.'),
}

/** How it looks, whatever the file says. */
const lookProps = {
  ...placementProps,
  materialType: prop(solidType, 'Which three.js material draws the surfaces; otherwise the file decides.'),
  material: prop(
    material,
    'Properties of all materials of the model, over those of the file. Maps are URLs or image bytes.',
  ),
  color: prop(
    color,
    'Colour of all surfaces, over that of the file. Textures and colours of vertices are multiplied by it.',
  ),
  opacity: prop(number, 'From 0 to 1, over that of the file. Below 1 the model is transparent.'),
  wireframe: prop(boolean, 'Draw the edges of the triangles only.'),
  side: prop(v.picklist(['front', 'back', 'double']), 'Which side of the triangles is drawn.'),
  castShadow: prop(boolean, 'Whether it throws shadows.', { default: false }),
  receiveShadow: prop(boolean, 'Whether shadows fall on it.', { default: false }),
}

const animationProps = (plays: boolean) => ({
  playAnimation: prop(boolean, 'Whether the animation of the file runs. One that is stopped stays where it is.', {
    default: plays,
  }),
  animationIndex: prop(
    v.pipe(v.number(), v.integer(), v.minValue(0, 'expected a number that is not negative')),
    'Which of the animations.',
    { default: 0 },
  ),
  animationSpeed: prop(finite, 'How fast: 1 as it was recorded, negative backwards.', { default: 1 }),
})

/** Of `size` for points. */
const pointSize = (standard: number) =>
  prop(positive, 'Size of a point. Near ones are drawn larger.', { unit: 'm', default: standard })

const EVENTS = ['LOAD'] as const

const GLTF_PROPS = { ...sourceProps, ...lookProps, ...animationProps(false) }

export const Glb = defineNode({
  tag: 'Glb',
  doc: 'A glTF 2.0 model, binary or text, with Draco, meshopt and KTX2.',
  events: EVENTS,
  props: GLTF_PROPS,
})
export const Gltf = defineNode({ tag: 'Gltf', doc: 'Another name of `Glb`.', events: EVENTS, props: GLTF_PROPS })

export const Obj = defineNode({
  tag: 'Obj',
  doc: 'A Wavefront OBJ model. Its materials come from `mtl`, or from the file that it names itself.',
  events: EVENTS,
  props: {
    ...sourceProps,
    ...lookProps,
    mtl: prop(v.union([string, bytes]), 'Address or bytes of the materials.'),
  },
})

export const Stl = defineNode({
  tag: 'Stl',
  doc: 'An STL model, binary or text. Both sides are drawn, unless `side` says otherwise.',
  events: EVENTS,
  props: { ...sourceProps, ...lookProps },
})

export const Ply = defineNode({
  tag: 'Ply',
  doc: 'A PLY model, binary or text: a mesh, or points if the file has no faces. Both sides are drawn.',
  events: EVENTS,
  props: { ...sourceProps, ...lookProps, size: pointSize(0.005) },
})

export const Pcd = defineNode({
  tag: 'Pcd',
  doc: 'A point cloud in the format of PCL: text, binary or compressed.',
  events: EVENTS,
  props: { ...sourceProps, ...lookProps, size: pointSize(0.0015) },
})

export const Dae = defineNode({
  tag: 'Dae',
  doc: 'A Collada model, in metres and with y up, whatever units and axis the file uses.',
  events: EVENTS,
  props: { ...sourceProps, ...lookProps, ...animationProps(false) },
})

const skeletonProps = {
  boneRadius: prop(positive, 'Radius of a drawn bone.', { unit: 'm', default: 0.01 }),
  frameScale: prop(positive, 'Length of the axes of a joint, in the units of the file.', { default: 1 }),
}

export const Fbx = defineNode({
  tag: 'Fbx',
  doc: 'An FBX model, binary or text. The units are those of the file, often centimetres: see `scale`.',
  events: EVENTS,
  props: {
    ...sourceProps,
    ...lookProps,
    ...animationProps(false),
    ...skeletonProps,
    frame: prop(boolean, 'Whether the bones are drawn, with the axes of their joints.', { default: false }),
    jointColor: prop(color, 'Colour of the bones.', { default: '#ffda23' }),
  },
})

export const Bvh = defineNode({
  tag: 'Bvh',
  doc: 'A recorded motion: its skeleton, moving. The centimetres of the file are drawn as metres (scale 0.01).',
  events: EVENTS,
  props: {
    ...sourceProps,
    ...lookProps,
    ...animationProps(true),
    bone: prop(v.picklist(['capsule', 'bone']), 'The form of a bone.', { default: 'capsule' }),
    skeletonColor: prop(color, 'Colour of the bones; `color` wins over it.', { default: '#ffda23' }),
    showFrames: prop(boolean, 'Whether the axes of the joints are drawn.', { default: false }),
    boneRadius: prop(positive, 'Radius of a bone.', { unit: 'm', default: 0.02 }),
    frameScale: prop(positive, 'Length of the axes of a joint.', { unit: 'm', default: 0.1 }),
  },
})

const jointValue = v.union([finite, v.array(finite)])

export const Urdf = defineNode({
  tag: 'Urdf',
  doc: 'A robot from a URDF file, in the file’s own axes: z is up there, so turn it by `rotation: [-Math.PI / 2, 0, 0]` in a scene where y is. A mesh that cannot be loaded is left out and named.',
  events: [...EVENTS, 'JOINT_MOVE', 'JOINT_MOVE_END'],
  props: {
    ...sourceProps,
    ...lookProps,
    jointValues: prop(
      v.record(v.string(), jointValue),
      'Positions of the joints by name. Those that are left out stand at 0. Joints stop at their limits; joints that mimic another follow it.',
      { unit: 'rad, m' },
    ),
    enableJointDrag: prop(
      boolean,
      'Whether its joints can be dragged with the mouse on the page: a part turns or slides with the joint that it hangs on. They stay there until `jointValues` is written anew. Inside a `Movable` or a `Clickable` they cannot be dragged.',
      { default: true },
    ),
    jointHighlightColor: prop(color, 'What lights up under the pointer is lit in this colour.', { default: '#FF9900' }),
    ignoreLimits: prop(boolean, 'Whether joints go beyond their limits.', { default: false }),
    packages: prop(
      v.union([string, v.record(v.string(), v.string())]),
      'Where `package://` paths lead: the folder of all packages, or a map from package to folder. Without it: the folder of that name above the file, else the folder that holds its `urdf` folder, else a folder beside the file.',
    ),
    workingPath: prop(string, 'The folder that relative paths start from; otherwise that of the file.'),
    parseVisual: prop(boolean, 'Whether the visual shapes are drawn.', { default: true }),
    parseCollision: prop(boolean, 'Whether the collision shapes are drawn.', { default: false }),
    fetchOptions: prop(
      v.object({
        credentials: v.optional(v.picklist(['omit', 'same-origin', 'include'])),
        headers: v.optional(v.record(v.string(), v.string())),
      }),
      'How the URDF file is asked for: `credentials` and `headers` of fetch.',
    ),
    materialType: prop(
      solidType,
      'Which three.js material draws the surfaces. Without it: `physical` for those of the URDF, the file’s own for meshes that bring materials.',
    ),
  },
})

/** The tags that one view draws; robots and splats have their own. */
export type ModelTag = 'Glb' | 'Gltf' | 'Obj' | 'Stl' | 'Ply' | 'Pcd' | 'Dae' | 'Fbx' | 'Bvh'

const CLIP_DOC = 'Edge of that box, in the frame of the node.'
const clip = <const Axis extends 'X' | 'Y' | 'Z'>(axis: Axis) =>
  ({
    [`clipMin${axis}`]: prop(finite, CLIP_DOC, { unit: 'm', default: -5 }),
    [`clipMax${axis}`]: prop(finite, CLIP_DOC, { unit: 'm', default: 5 }),
  }) as Record<`clip${'Min' | 'Max'}${Axis}`, PropDeclaration<typeof finite, true>>

const splatProps = {
  ...placementProps,
  src: prop(string, 'Address of the file: .ply, .spz, .splat, .ksplat or .sog.'),
  buff: prop(bytes, 'The bytes of the file; they win over `src`.'),
  opacity: prop(number, 'From 0 to 1.', { default: 1 }),
  color: prop(color, 'The colours of all splats are multiplied by it.', { default: '#ffffff' }),
  render: prop(
    v.picklist(['inherit', 'rgb', 'depth', 'normal']),
    'What the colours tell: those of the file (`rgb`, and `inherit`), how far away each splat is (white at `minDepth`, black at `maxDepth`, on a logarithmic scale), or where it faces.',
    { default: 'inherit' },
  ),
  minDepth: prop(finite, 'What is as near is white, where `depth` is drawn.', { unit: 'm', default: 1 }),
  maxDepth: prop(finite, 'What is as far is black.', { unit: 'm', default: 10 }),
  clipEnabled: prop(boolean, 'Whether splats outside of a box are left out.', { default: false }),
  ...clip('X'),
  ...clip('Y'),
  ...clip('Z'),
  showCenterPoints: prop(
    boolean,
    'Whether a dot marks the middle of each splat, over all of them: to look into a file. Of more than 500000 splats an even part is marked, and a note says so; likewise of more than 30000 ellipsoids.',
    { default: false },
  ),
  centerPointsColor: prop(color, 'Colour of the dots.', { default: '#ff0000' }),
  centerPointsSize: prop(positive, 'Width of a dot.', { unit: 'px', default: 3 }),
  showEllipsoids: prop(
    boolean,
    'Whether each splat is shown as what it is made of: an ellipsoid, one standard deviation large in each direction.',
    { default: false },
  ),
  ellipsoidColor: prop(color, 'Colour of the ellipsoids.', { default: '#ffd400' }),
  ringSize: prop(positive, 'Width of the ring at the edge of an ellipsoid, as part of its radius: from 0 to 1.', {
    default: 0.1,
  }),
  innerAlpha: prop(positive, 'Opacity of an ellipsoid within the ring, from 0 to 1.', { default: 0.1 }),
  outerAlpha: prop(positive, 'Opacity of the ring, from 0 to 1.', { default: 0.7 }),
  onLoad: sourceProps.onLoad,
}

const SPARK_PROPS = {
  ...splatProps,
  flipCoords: prop(boolean, 'Turn the splats by half a turn about x, for files in which y is down.', {
    default: false,
  }),
}
const SPLAT_PROPS = {
  ...splatProps,
  flipCoords: prop(boolean, 'Turn the splats by half a turn about x, since y is down in most such files.', {
    default: true,
  }),
}

export const Splat = defineNode({ tag: 'Splat', doc: 'Gaussian splats.', events: EVENTS, props: SPLAT_PROPS })
export const VuerSplat = defineNode({
  tag: 'VuerSplat',
  doc: 'Another name of `Splat`.',
  events: EVENTS,
  props: SPLAT_PROPS,
})
export const SparkSplats = defineNode({
  tag: 'SparkSplats',
  doc: 'Gaussian splats, in the axes of the file.',
  events: EVENTS,
  props: SPARK_PROPS,
})
const LUMA = 'Gaussian splats, in the axes of the file: its address, not that of a page of Luma.'
export const LumaSplats = defineNode({ tag: 'LumaSplats', doc: LUMA, events: EVENTS, props: SPARK_PROPS })
export const Splats = defineNode({
  tag: 'Splats',
  doc: 'What Python’s `LumaSplats` sends; see there.',
  events: EVENTS,
  props: SPARK_PROPS,
})

export type SplatTag = 'Splat' | 'VuerSplat' | 'SparkSplats' | 'LumaSplats' | 'Splats'
