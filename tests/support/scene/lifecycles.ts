import { readFileSync } from 'node:fs'
import { PNG } from 'pngjs'
import type { NodeData, Slot, Tag } from '../../../protocol/index.ts'

type Props = Readonly<Record<string, unknown>>

/** What a node of one type goes through in the tests that count what is left of it. */
export interface Lifecycle {
  /** The list of the scene that it stands in; `children` if nothing is said. */
  readonly slot?: Slot
  readonly props?: Props
  readonly children?: readonly NodeData[]
  /** Puts the node where it has a meaning: a geometry into a mesh. */
  readonly around?: (node: NodeData) => NodeData
  /** A change that goes onto what is there, beside a new placement. */
  readonly live?: Props
  /** Changes that need new geometries, materials, textures or objects, one after the other. */
  readonly structural: readonly Props[]
  /** No object of the scene has its key: it is a tool, or is drawn by what is around it. */
  readonly isInvisible?: boolean
  /** Why it needs a real page, and cannot be drawn without a browser. */
  readonly needsPage?: string
}

const file = (name: string) => new Uint8Array(readFileSync(new URL(`../../fixtures/models/${name}`, import.meta.url)))
const textOf = (name: string) => new TextDecoder().decode(file(name))

/** A picture of 4 x 4 pixels in one colour. */
const picture = (red: number, green: number, blue: number): Uint8Array => {
  const png = new PNG({ width: 4, height: 4 })
  for (let at = 0; at < png.data.length; at += 4) png.data.set([red, green, blue, 255], at)
  return new Uint8Array(PNG.sync.write(png))
}
const RED = picture(255, 0, 0)
const BLUE = picture(0, 0, 255)
const depthPng = (distance: number) => {
  const png = new PNG({ width: 4, height: 4 })
  png.data = Buffer.from(new Uint16Array(16).fill(distance).buffer)
  return new Uint8Array(
    PNG.sync.write(png, { bitDepth: 16, colorType: 0, inputColorType: 0, inputHasAlpha: false } as never),
  )
}

const node = (tag: string, key: string, props: Props = {}, ...children: NodeData[]): NodeData => ({
  tag,
  key,
  ...props,
  ...(children.length > 0 ? { children } : {}),
})
const box = (key: string) => node('Box', key, { args: [0.1, 0.1, 0.1], material: { map: RED } })

const surface: Pick<Lifecycle, 'live' | 'structural'> = {
  live: { color: '#00ff00', opacity: 0.5 },
  structural: [
    { material: { map: RED, normalMap: BLUE, mapRepeat: [2, 2] } },
    { material: { map: BLUE }, wireframe: true, side: 'double', castShadow: true },
    { materialType: 'standard' },
    { material: null, color: null, opacity: null },
  ],
}
const primitive = (...args: unknown[]): Lifecycle => ({
  ...surface,
  structural: [{ args }, { outlines: true }, { outlineColor: '#ff0000', outlineThickness: 3 }, ...surface.structural],
})
const data = (props: Props, next: Props): Lifecycle => ({
  ...surface,
  props,
  structural: [next, ...surface.structural],
})
const edges = (geometry: string): Lifecycle => ({
  live: { color: '#00ff00' },
  structural: [{ geometry, args: [] }, { materialType: 'lineDashed' }, { materialType: 'line' }],
})
const light = (...structural: Props[]): Lifecycle => ({ live: { intensity: 2, color: '#ff0000' }, structural })
const stage: Lifecycle = { structural: [{ hide: true }, { hide: false }] }
const camera = (lens: Props): Lifecycle => ({
  live: lens,
  structural: [{ showFrustum: false }, { showFrustum: true }, { makeDefault: true }, { makeDefault: false }],
})
const tool = (...structural: Props[]): Lifecycle => ({ slot: 'bgChildren', isInvisible: true, structural })
const control = (props: Props, ...structural: Props[]): Lifecycle => ({
  slot: 'htmlChildren',
  isInvisible: true,
  props,
  structural,
})
const html = (props: Props, ...structural: Props[]): Lifecycle => ({
  ...control(props, ...structural),
  structural: [{ style: { color: 'red' } }, { title: 'b' }, ...structural],
})
const mark = (live: Props, ...structural: Props[]): Lifecycle => ({ live, structural })
const line = (props: Props, next: Props): Lifecycle => ({
  props,
  live: { color: '#00ff00' },
  structural: [next, { lineWidth: 4, dashed: true }, { dashed: false }],
})
const frustum = (lens: Props): Lifecycle => ({
  live: { colorFrustum: '#00ff00' },
  structural: [lens, { showUp: false }, { showFrustum: false }, { showFrustum: true, showUp: true }],
})
const model = (props: Props, next: Props, ...more: Props[]): Lifecycle => ({
  props,
  live: { color: '#00ff00', opacity: 0.5 },
  structural: [
    next,
    { materialType: 'standard' },
    { materialType: null, material: { map: RED } },
    { material: { map: BLUE, metalness: 0.1 }, wireframe: true, castShadow: true },
    { material: null, wireframe: null, color: null, opacity: null },
    ...more,
    props,
  ],
})
const splats: Lifecycle = {
  props: { buff: file('azure.splat') },
  live: { opacity: 0.5, color: '#ff0000' },
  structural: [
    { buff: file('pink-splats.ply') },
    { flipCoords: true },
    { render: 'depth' },
    { showCenterPoints: true, showEllipsoids: true, innerAlpha: 0.5 },
    { clipEnabled: true },
    { showCenterPoints: false },
    { showEllipsoids: false },
    { showEllipsoids: true, buff: file('azure.splat') },
    { render: null },
  ],
  needsPage: 'its library counts its points in a worker, and draws them with a renderer of its own',
}
const xml: Pick<Lifecycle, 'needsPage'> = { needsPage: 'XML is read by the page' }
const text: Pick<Lifecycle, 'needsPage'> = { needsPage: 'letters are measured and drawn by the page' }
const hud = (props: Props, ...structural: Props[]): Lifecycle => ({
  props,
  live: { opacity: 0.5 },
  structural: [...structural, { height: 2 }, { wireframe: true }, { layers: 1 }, { fixed: true }, { side: 0 }],
})
const html_: Pick<Lifecycle, 'needsPage'> = { needsPage: 'it is HTML' }
const hand: Lifecycle = tool({ showFrame: false }, { frameScale: 0.04 }, { stream: false })
const room: Lifecycle = { structural: [{ wireframe: true }, { occluder: true }, { color: '#ff0000' }] }
const geometry = (...args: unknown[]): Lifecycle => ({
  isInvisible: true,
  around: (it) => node('mesh', 'around', {}, it, node('meshBasicMaterial', 'material')),
  structural: [{ args }, { args: null }],
})
const material = (more: Props = {}): Lifecycle => ({
  isInvisible: true,
  around: (it) => node('mesh', 'around', {}, node('boxGeometry', 'geometry'), it),
  live: { color: '#00ff00', opacity: 0.5 },
  structural: [{ map: RED }, { map: BLUE, side: 'double' }, { map: null, ...more }],
})
const body = (materialTag: string): Lifecycle => ({
  children: [node('boxGeometry', 'geometry'), node(materialTag, 'material', { map: RED })],
  structural: [{ castShadow: true }, { frustumCulled: false }],
})
const plain: Lifecycle = { children: [box('inside')], structural: [{ visible: false }, { visible: true }] }
const track = (name: string, values: number[]): Lifecycle => ({
  isInvisible: true,
  props: { name, times: [0, 1], values },
  around: (it) => node('ThreeAnimate', 'around', {}, node('AnimationClip', 'clip', {}, it), box('arm')),
  structural: [{ times: [0, 2] }],
})

const POINTS = [
  [0, 0, 0],
  [0, 1, 0],
  [1, 1, 0],
]
const SQUARE = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
]
const CORNERS = Float32Array.of(0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1)
const FACES = Uint32Array.of(0, 1, 2, 0, 2, 3)
const MOVED = CORNERS.map((number) => 2 * number)
const MORE = Float32Array.from({ length: 30 }, (_, index) => index / 10)
/** 25 joints at the origin, unturned. */
const JOINTS = Array.from({ length: 400 }, (_, index) => ((index % 16) % 5 === 0 ? 1 : 0))
/** A robot whose links need no files. */
const ROBOT = textOf('arm.urdf').replaceAll(/<mesh [^>]*\/>/g, '<box size="0.2 0.2 0.2"/>')
/** An OBJ file without materials. */
const CUBE = textOf('cyan.obj').replaceAll(/^(mtllib|usemtl).*$/gm, '')
const COLORS = Uint8Array.from({ length: 12 }, (_, index) => 20 * index)

/** Every node type. One without a row does not compile. */
export const LIFECYCLES: { readonly [T in Tag]: Lifecycle } = {
  VuerGroup: plain,
  Group: plain,
  group: plain,
  Box: primitive(2, 1, 1),
  Sphere: primitive(0.5),
  Cylinder: primitive(0.5, 0.5, 2),
  Cone: primitive(0.5, 2),
  Capsule: primitive(0.5, 2),
  Octahedron: primitive(0.5),
  Torus: primitive(0.5, 0.1),
  Plane: primitive(2, 2),
  Circle: primitive(0.5),
  Ring: primitive(0.1, 0.5),
  Tetrahedron: primitive(0.5),
  Icosahedron: primitive(0.5, 1),
  Dodecahedron: primitive(0.5),
  TorusKnot: primitive(0.5, 0.1),
  RoundedBox: { ...primitive(2, 1, 1), structural: [{ creaseAngle: 0.4 }, ...primitive(2, 1, 1).structural] },
  Tube: data({ args: [POINTS, 8, 0.1] }, { args: [POINTS, 16, 0.2] }),
  Lathe: data({ args: [SQUARE] }, { args: [SQUARE, 6] }),
  Shape: data({ args: [SQUARE] }, { args: [SQUARE.slice(1)] }),
  Extrude: data({ shapes: SQUARE }, { options: { depth: 2 } }),
  Polyhedron: data({ args: [[...CORNERS], [...FACES]] }, { args: [[...CORNERS], [...FACES], 2, 1] }),
  Edges: edges('Sphere'),
  Wireframe: edges('Sphere'),
  AmbientLight: light(),
  DirectionalLight: light({ helper: true, castShadow: true }, { 'shadow-mapSize': [256, 256] }, { helper: false }),
  PointLight: light({ helper: true, castShadow: true }, { showSphere: true }, { helper: false, showSphere: false }),
  SpotLight: light({ helper: true, castShadow: true }, { angle: 0.5 }, { helper: false, castShadow: false }),
  HemisphereLight: light({ helper: true }, { helper: false }),
  RectAreaLight: light({ helper: true }, { width: 2 }, { helper: false }),
  HemisphereLightStage: stage,
  AmbientLightStage: stage,
  Stage: {
    children: [box('inside')],
    structural: [
      { preset: 'soft' },
      { shadows: false },
      { environment: 'studio' },
      { adjustCamera: true },
      { adjustCamera: 2 },
    ],
  },
  Environment: tool({ background: true }, { preset: 'sunset' }, { blur: 0.5 }, { environmentIntensity: 2 }),
  SceneBackground: { ...tool({ src: BLUE }, { backgroundBlurriness: 0.5 }), props: { src: RED } },
  BackgroundColor: tool({ color: '#ff0000' }),
  fog: tool({ far: 10 }, { color: '#ff0000' }),
  fogExp2: tool({ density: 0.1 }),
  Sky: { structural: [{ turbidity: 2 }, { sunPosition: [0, 1, 0] }] },
  ContactShadows: {
    structural: [{ resolution: 256 }, { scale: 2, blur: 2 }, { color: '#ff0000' }],
    needsPage: 'it draws a picture of the shadows',
  },
  PerspectiveCamera: camera({ fov: 30 }),
  OrthographicCamera: camera({ zoom: 2 }),
  SceneCamera: { live: { fov: 30 }, structural: [{ near: 1 }] },
  SimplePerspectiveCamera: {
    live: { fov: 30 },
    structural: [{ aspect: 2 }, { makeDefault: true }, { makeDefault: false }],
  },
  SimpleOrthographicCamera: {
    live: { zoom: 2 },
    structural: [{ top: 2 }, { makeDefault: true }, { makeDefault: false }],
  },
  OrbitControls: tool({ enableDamping: true }, { target: [1, 0, 0] }, { stream: true }, { enableZoom: false }),
  SceneCameraControl: {
    ...tool({ mode: 'fly' }, { showPivot: true }, { mode: 'orbit' }, { stream: true }),
    needsPage: 'it listens to a page',
  },
  ViewportHud: {
    ...tool({ width: '50%', height: 100 }, { right: 10, top: 10 }, { renderPriority: 2 }, { left: 0 }),
    slot: 'children',
    children: [
      box('in the hud'),
      node('SimplePerspectiveCamera', 'its camera'),
      node('PointLight', 'its light'),
      node('BackgroundColor', 'its background', { color: '#123456' }),
    ],
  },
  GrabRender: tool(),
  Grid: {
    live: { cellColor: '#ff0000' },
    structural: [
      { infiniteGrid: false, width: 4 },
      { enableRaycast: true },
      { enableRaycast: false },
      { infiniteGrid: true },
    ],
  },
  CoordsMarker: mark({ opacity: 0.5 }, { headScale: 2 }, { lod: 5 }, { color: '#ff0000' }, { wireframe: true }),
  Hands: hand,
  HandsView: { live: { left: JOINTS, frameScale: 0.1 }, structural: [{ right: JOINTS }, { left: null }] },
  MotionControllers: hand,
  Head: tool({ show: true }, { frameScale: 0.1 }, { show: false }),
  Body: hand,
  Gamepad: { ...tool({ index: 1 }, { stream: false }), needsPage: 'it listens to a page' },
  XRSettings: tool({ foveation: 0 }, { mode: 'immersive-ar' }),
  GUI: control({ title: 'a' }, { collapsed: true }, { collapsed: false }),
  Button: control({ label: 'a' }, { disabled: true }),
  Slider: control({ label: 'a' }, { value: 3 }, { max: 5 }),
  Toggle: control({ label: 'a' }, { value: true }),
  Select: control({ label: 'a', options: ['x', 'y'] }, { value: 'y' }),
  GuiText: control({ label: 'a', text: 'b' }, { text: 'c' }),
  WebXRMesh: room,
  WebXRPlanes: room,
  HitTest: { slot: 'bgChildren', structural: [{ showReticle: false }, { source: 'right' }] },
  Anchor: { children: [box('inside')], structural: [{ handle: 'other' }] },
  DepthSensing: tool({ occlusion: false }),
  LightEstimation: { slot: 'bgChildren', structural: [{ reflections: false }] },
  Movable: {
    children: [box('inside')],
    structural: [{ showFrame: false }, { rotate: 'none' }, { scale: 1 }, { locked: true }, { locked: false }],
  },
  Pivot: {
    children: [box('inside')],
    structural: [{ disableRotations: true }, { scale: 1, lineWidth: 3 }, { locked: true }, { anchor: [1, 1, 1] }],
  },
  Clickable: { children: [box('inside')], structural: [{ highlight: false }, { disabled: true }] },
  Locomotion: tool({ teleport: false }, { turn: 'smooth' }),
  PointCloud: {
    props: { vertices: CORNERS, colors: COLORS },
    live: { vertices: MOVED, size: 0.1, color: '#ff0000' },
    structural: [
      { vertices: MORE, colors: null },
      { vertices: CORNERS, colors: COLORS },
    ],
  },
  Points: {
    props: { positions: CORNERS },
    live: { positions: MOVED, size: 0.1 },
    structural: [{ positions: MORE }, { colors: Uint8Array.from({ length: 30 }, () => 9) }],
  },
  TriMesh: {
    props: { vertices: CORNERS, faces: FACES },
    live: { vertices: MOVED, color: '#00ff00' },
    structural: [
      { faces: FACES.slice(3) },
      { colors: COLORS },
      ...surface.structural,
      { vertices: MORE, colors: null },
    ],
  },
  Instances: {
    props: { primitive: 'Box', args: [0.1, 0.1, 0.1], positions: CORNERS },
    live: { positions: MOVED, color: '#00ff00' },
    structural: [
      { primitive: 'Sphere', args: [0.1] },
      { colors: COLORS },
      { positions: MORE, colors: null },
      ...surface.structural,
    ],
  },
  Line: line({ points: POINTS }, { points: [...POINTS, [2, 2, 2]] }),
  QuadraticBezierLine: line({ start: [0, 0, 0], end: [1, 1, 1] }, { mid: [0, 1, 0], segments: 40 }),
  CubicBezierLine: line({}, { midA: [0, 1, 0], segments: 40 }),
  CatmullRomLine: line({ points: POINTS }, { closed: true, segments: 40 }),
  Trail: {
    children: [box('inside')],
    structural: [{ width: 1, length: 2 }, { local: true }, { color: '#ff0000' }, { attenuation: 'linear', decay: 2 }],
  },
  Arrow: mark({ direction: [0, 2, 0], color: '#00ff00' }, { lod: 5 }, { headScale: 2 }, { wireframe: true }),
  Gripper: mark({ pinchWidth: 0.02, color: '#00ff00' }, { axes: true }, { skeleton: true }, { showOrigin: false }),
  SkeletalGripper: mark({ pinchWidth: 0.02, color: '#00ff00' }, { opacity: 0.5 }),
  BoundingBox: mark({ min: [-1, -1, -1], color: '#ff0000' }, { edgeWidth: 0.1 }, { wallOpacity: 0 }),
  BoundingBoxProvider: {
    children: [node('BoundingBox', 'inside')],
    structural: [{ edgeWidth: 0.1 }],
  },
  BBox: mark({ color: '#ff0000' }, { min: { x: 0, y: 0, z: 0 } }),
  Frustum: frustum({ fov: 30, showImagePlane: true }),
  PerspectiveFrustum: frustum({ fov: 30 }),
  OrthographicFrustum: frustum({ width: 2 }),
  FisheyeFrustum: frustum({ fov: 120, segments: 16 }),
  Center: { children: [box('inside')], structural: [{ top: true }, { disable: true }] },
  Billboard: { children: [box('inside')], structural: [{ follow: false }, { lockX: true }] },
  Text: {
    ...text,
    props: { text: 'a' },
    live: { color: '#ff0000' },
    structural: [{ text: 'abc' }, { fontSize: 2 }, { outlineWidth: 0.1 }, { strokeWidth: 0.1 }],
  },
  Text3D: { ...text, ...surface, props: { text: 'a' }, structural: [{ text: 'ab' }, ...surface.structural] },
  DepthPointCloud: {
    props: { depth: depthPng(1000) },
    live: { pointSize: 4 },
    structural: [{ depth: depthPng(2000) }, { cmap: 'jet' }, { colorMode: 'worldY' }],
  },
  InPlaceDepthPointCloud: {
    props: { depth: depthPng(1000) },
    live: { pointSize: 4 },
    structural: [{ depth: depthPng(2000) }, { colorMode: 'camZ' }],
  },
  DepthPointCloudProvider: {
    children: [node('DepthPointCloud', 'inside', { depth: depthPng(1000) })],
    structural: [
      { visible: false },
      { visible: true },
      { lod: { strides: [2], distances: [] }, frustumCulling: false },
      { lod: null },
    ],
  },
  Glb: model({ buff: file('red.glb') }, { playAnimation: true }),
  Gltf: model({ buff: file('red.glb') }, { playAnimation: true }),
  Obj: model({ text: CUBE }, { buff: new TextEncoder().encode(CUBE), text: null }),
  Stl: model({ buff: file('box.stl') }, { side: 'double' }),
  Ply: model({ buff: file('orange.ply') }, { buff: file('points.ply') }, { size: 0.1 }),
  Pcd: model({ buff: file('points.pcd') }, { size: 0.1 }),
  Dae: { ...model({ text: textOf('violet.dae') }, { side: 'double' }), ...xml },
  Fbx: model({ buff: file('lime.fbx') }, { frame: true }, { boneRadius: 0.02 }),
  Bvh: {
    props: { text: textOf('nod.bvh') },
    live: { animationSpeed: 2 },
    structural: [{ bone: 'bone' }, { showFrames: true }, { skeletonColor: '#ff0000' }, { showFrames: false }],
  },
  Urdf: {
    ...model({ text: ROBOT }, { parseCollision: true }),
    ...xml,
    live: { jointValues: { shoulder: 0.1 }, color: '#00ff00' },
  },
  Splat: splats,
  VuerSplat: splats,
  SparkSplats: splats,
  LumaSplats: splats,
  Splats: splats,
  Image: {
    props: { rgb: RED },
    live: { rgb: BLUE, opacity: 0.5 },
    structural: [{ alpha: RED }, { wireframe: true }, { side: 0 }, { alpha: null }, { rgb: null }],
  },
  ImageBackground: hud({ src: RED }, { src: BLUE }, { alphaSrc: RED }, { geometry: 'sphere' }, { alphaSrc: null }),
  HUDPlane: hud({ color: '#ff0000' }, { material: { map: RED } }, { material: { map: BLUE } }),
  CameraView: {
    props: { width: 16, height: 16 },
    live: { fps: 10 },
    structural: [
      { monitor: false },
      { monitor: true, width: 32 },
      { movable: false },
      { ctype: 'orthographic' },
      { showFrustum: false },
      { stream: 'frame' },
      { stream: 'ondemand' },
    ],
    needsPage: 'it draws pictures',
  },
  CameraPreviewThumbs: {
    ...tool({ previewHeight: 50 }, { showLabels: false }),
    around: (it) => node('group', 'around', {}, node('PerspectiveCamera', 'extra'), it),
    needsPage: 'its pictures are HTML',
  },
  CameraPreviewOverlay: { ...tool({ margin: 0.1 }, { showLabel: false }), needsPage: 'its picture is HTML' },
  KeyboardMonitor: { ...tool({ enableKeyDown: true }, { enableKeyUp: true }), needsPage: 'it listens to a page' },
  PointerControls: { ...tool({ radius: 0.1 }), needsPage: 'it listens to a page' },
  TimelineControls: { ...tool({ end: 10 }, { play: true }, { play: false }), needsPage: 'it is HTML' },
  Html: {
    children: [
      node('h1', 'title', { text: 'a' }),
      node('Button', 'button', { label: 'b' }),
      node('Img', 'image', { src: RED }),
    ],
    structural: [
      { center: true, style: { color: 'red' } },
      { transform: true },
      { sprite: true, distanceFactor: 2 },
      { transform: false, occlude: true },
      { prepend: true, occlude: false },
    ],
    ...html_,
  },
  Div: { ...html({ className: 'a' }), ...html_, children: [node('Span', 'inside', { text: 'a' })] },
  Span: { ...html({ text: 'a' }, { text: 'b' }), ...html_ },
  Img: { ...html({ src: RED }, { src: BLUE }), ...html_ },
  Input: { ...html({ value: 'a' }, { value: 'b' }), ...html_ },
  Markdown: { ...html({ text: '# a' }, { text: '# b' }), ...html_ },
  AutoScroll: { ...html({}), ...html_, children: [node('Span', 'inside', { text: 'a' })] },
  AnimationClip: {
    isInvisible: true,
    children: [node('VectorTrack', 'track', { name: 'arm.position', times: [0, 1], values: [0, 0, 0, 1, 0, 0] })],
    around: (it) => node('ThreeAnimate', 'around', {}, it, box('arm')),
    structural: [{ duration: 3 }, { name: 'other' }],
  },
  VectorTrack: track('arm.position', [0, 0, 0, 1, 0, 0]),
  QuaternionTrack: track('arm.quaternion', [0, 0, 0, 1, 0, 0, 0, 1]),
  ThreeAnimate: {
    children: [
      node(
        'AnimationClip',
        'clip',
        {},
        node('VectorTrack', 'track', { name: 'arm.position', times: [0, 1], values: [0, 0, 0, 1, 0, 0] }),
      ),
      box('arm'),
    ],
    structural: [{ play: false }, { speed: 2 }, { loop: false }],
  },
  PlaybackAnimate: {
    children: [
      node(
        'AnimationClip',
        'clip',
        {},
        node('VectorTrack', 'track', { name: 'arm.position', times: [0, 1], values: [0, 0, 0, 1, 0, 0] }),
      ),
      box('arm'),
    ],
    structural: [{ clipIndex: 0 }],
  },
  mesh: body('meshStandardMaterial'),
  points: body('pointsMaterial'),
  line: body('lineBasicMaterial'),
  lineLoop: body('lineBasicMaterial'),
  lineSegments: body('lineBasicMaterial'),
  sprite: {
    children: [node('spriteMaterial', 'material', { map: RED })],
    structural: [{ castShadow: true }],
  },
  object3D: plain,
  boxGeometry: geometry(2),
  sphereGeometry: geometry(2),
  cylinderGeometry: geometry(2, 2),
  coneGeometry: geometry(2),
  capsuleGeometry: geometry(2),
  octahedronGeometry: geometry(2),
  torusGeometry: geometry(2),
  planeGeometry: geometry(2),
  circleGeometry: geometry(2),
  ringGeometry: geometry(1, 2),
  tetrahedronGeometry: geometry(2),
  icosahedronGeometry: geometry(2),
  dodecahedronGeometry: geometry(2),
  torusKnotGeometry: geometry(2),
  meshBasicMaterial: material(),
  meshStandardMaterial: material({ roughness: 0.5 }),
  meshPhysicalMaterial: material({ transmission: 0.5 }),
  meshPhongMaterial: material({ shininess: 5 }),
  meshLambertMaterial: material(),
  meshToonMaterial: material({ gradientMap: [0, 0.5, 1] }),
  meshNormalMaterial: material(),
  meshMatcapMaterial: material({ matcap: RED }),
  meshDepthMaterial: material(),
  meshDistanceMaterial: material(),
  shadowMaterial: material(),
  pointsMaterial: material({ size: 2 }),
  lineBasicMaterial: material(),
  lineDashedMaterial: material(),
  spriteMaterial: {
    ...material(),
    around: (it) => node('sprite', 'around', {}, it),
  },
  BasicMaterial: material(),
  LambertMaterial: material(),
  PhongMaterial: material(),
  StandardMaterial: material(),
  PhysicalMaterial: material(),
  Material: material(),
  TransmissionMaterial: material(),
  ambientLight: light(),
  directionalLight: light({ helper: true, castShadow: true }, { helper: false }),
  pointLight: light({ helper: true, castShadow: true }, { helper: false }),
  spotLight: light({ helper: true, castShadow: true }, { helper: false }),
  hemisphereLight: light({ helper: true }, { helper: false }),
  rectAreaLight: light({ helper: true }, { helper: false }),
}
