import { act } from '@react-three/test-renderer'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { loadedStage } from '../scene/loadedStage.tsx'
import { node } from '../scene/testStage.tsx'

beforeEach(() => {
  vi.stubGlobal('fetch', async () => new Response('', { status: 404 }))
  vi.spyOn(console, 'error').mockImplementation(() => {})
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

const BROKEN = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3)
const EMPTY = new Uint8Array()
const NOT_A_NUMBER = Number.NaN
const loadImage = async (source: string | Uint8Array) => {
  throw new Error(typeof source === 'string' ? 'the server answered 404' : 'the source image could not be decoded')
}

/** What a person gets wrong: tag, props, and the prop that the message names. */
const MISTAKES: readonly (readonly [tag: string, props: Record<string, unknown>, named: string])[] = [
  ['Box', { position: [1, 2] }, 'position'],
  ['Box', { position: [1, NOT_A_NUMBER, 0] }, 'position'],
  ['Box', { rotation: [0, 1] }, 'rotation'],
  ['Box', { matrix: [1, 0, 0, 1] }, 'matrix'],
  ['Box', { args: [1, 1, 1, 5000] }, 'args[3]'],
  ['Box', { args: 1 }, 'args'],
  ['Box', { args: [NOT_A_NUMBER] }, 'args'],
  ['Box', { material: { shinyness: 3 } }, 'material.shinyness'],
  ['Box', { material: { roughness: 'very' } }, 'material.roughness'],
  ['Box', { material: { map: '/nowhere.png' } }, 'map'],
  ['Box', { material: { map: BROKEN } }, 'map'],
  ['Box', { materialType: 'shiny' }, 'materialType'],
  ['Box', { color: 'reddish' }, 'color'],
  ['Sphere', { args: [Number.POSITIVE_INFINITY] }, 'args'],
  ['Sphere', { args: [-1] }, 'args[0]: expected a number that is not negative'],
  ['Circle', { args: [-0.5, 32] }, 'args[0]'],
  ['Capsule', { args: [0.2, -1] }, 'args[1]'],
  ['Torus', { args: [1, -0.1] }, 'args[1]'],
  ['Ring', { args: [0.5, -1] }, 'args[1]'],
  ['Box', { args: [1, 1, -1] }, 'args[2]'],
  [
    'Tube',
    {
      args: [
        [
          [0, 0, 0],
          [1, 0, 0],
        ],
        8,
        -1,
      ],
    },
    'args[2]',
  ],
  ['Instances', { primitive: 'Sphere', args: [-1], positions: [0, 0, 0] }, 'args[0]'],
  ['Tube', { args: [[[0, 0, 0]]] }, 'args'],
  ['Tube', { args: ['a path'] }, 'args'],
  ['Lathe', { args: [[1, 2, 3]] }, 'args'],
  [
    'Extrude',
    {
      shapes: [
        [0, 0],
        [1, 1],
      ],
    },
    'shapes',
  ],
  [
    'Polyhedron',
    {
      args: [
        [0, 0, 0],
        [0, 1, 9],
      ],
    },
    'args',
  ],
  ['Edges', { geometry: 'Cuboid' }, 'geometry'],
  ['DirectionalLight', { intensity: 'bright' }, 'intensity'],
  ['PointLight', { color: 7.5e9 }, 'color'],
  ['SpotLight', { angle: 'wide' }, 'angle'],
  ['RectAreaLight', { width: -1 }, 'width'],
  ['Environment', { files: BROKEN }, 'files'],
  ['Environment', { preset: 'moon' }, 'preset'],
  ['SceneBackground', { src: '/nowhere.jpg' }, 'src'],
  ['SceneBackground', { src: EMPTY }, 'src'],
  ['fog', { near: 'close' }, 'near'],
  ['PerspectiveCamera', { fov: 'wide' }, 'fov'],
  ['PerspectiveCamera', { lookAt: [1] }, 'lookAt'],
  ['OrbitControls', { maxPolarAngle: 'down' }, 'maxPolarAngle'],
  ['Grid', { cellSize: -1 }, 'cellSize'],
  ['CoordsMarker', { lod: 'high' }, 'lod'],
  ['Arrow', { direction: [0, 1] }, 'direction'],
  ['Gripper', { pinchWidth: 'open' }, 'pinchWidth'],
  ['BoundingBox', { min: [0, 0] }, 'min'],
  ['BoundingBox', { color: 'greenish' }, 'color'],
  ['Frustum', { fov: 'wide' }, 'fov'],
  ['Frustum', { fov: -3 }, 'fov'],
  ['PointCloud', { vertices: [0, 1] }, 'vertices'],
  ['PointCloud', { vertices: [0, 1, 2], colors: [1] }, 'colors'],
  ['PointCloud', { vertices: new Uint8Array(5) }, 'vertices'],
  ['PointCloud', { vertices: [0, 1, 2], size: -1 }, 'size'],
  ['TriMesh', { vertices: [0, 0, 0, 1, 0, 0, 0, 1, 0], faces: [0, 1, 7] }, 'faces'],
  ['TriMesh', { vertices: [0, 0, 0, 1, 0, 0, 0, 1, 0], faces: [0, 1] }, 'faces'],
  ['TriMesh', { vertices: [0, 0, 0, 1, 0, 0, 0, 1, 0], faces: [0, 1, 2], uv: [0] }, 'uv'],
  ['Instances', { primitive: 'Cuboid', positions: [0, 0, 0] }, 'primitive'],
  ['Instances', { primitive: 'Box', positions: [0, 0] }, 'positions'],
  ['Instances', { primitive: 'Box', positions: [0, 0, 0], quaternions: [0, 0, 1] }, 'quaternions'],
  [
    'Line',
    {
      points: [
        [0, 0],
        [1, 1],
      ],
    },
    'points',
  ],
  ['Line', { points: 'a line' }, 'points'],
  [
    'Line',
    {
      points: [
        [0, 0, 0],
        [1, 1, 1],
      ],
      vertexColors: [1],
    },
    'vertexColors',
  ],
  [
    'Line',
    {
      points: [
        [0, 0, 0],
        [1, 1, 1],
      ],
      lineWidth: -1,
    },
    'lineWidth',
  ],
  [
    'CatmullRomLine',
    {
      points: [
        [0, 0, 0],
        [1, 1, 1],
      ],
      segments: 1e9,
    },
    'segments',
  ],
  ['Trail', { length: 1e9 }, 'length'],
  ['Trail', { decay: 0.5 }, 'decay'],
  ['Trail', { attenuation: 'quickly' }, 'attenuation'],
  ['Stage', { adjustCamera: 0 }, 'adjustCamera'],
  ['Grid', { enableRaycast: 'yes' }, 'enableRaycast'],
  ['RoundedBox', { creaseAngle: -1 }, 'creaseAngle'],
  ['Image', { rgb: BROKEN }, 'rgb'],
  ['Image', { rgb: EMPTY }, 'rgb'],
  ['Image', { rgb: '/nowhere.png' }, 'rgb'],
  ['Image', { rgb: 7 }, 'rgb'],
  ['Image', { height: -1 }, 'height'],
  ['ImageBackground', { src: BROKEN }, 'src'],
  ['ImageBackground', { layers: 5 }, 'layers'],
  ['ImageBackground', { material: { shinyness: 1 } }, 'material.shinyness'],
  ['HUDPlane', { material: { shinyness: 1 } }, 'material.shinyness'],
  ['HUDPlane', { distanceToCamera: -1 }, 'distanceToCamera'],
  ['DepthPointCloud', { depth: BROKEN }, 'depth'],
  ['DepthPointCloud', { depth: EMPTY }, 'depth'],
  ['DepthPointCloud', { depth: '/nowhere.png' }, 'depth'],
  ['DepthPointCloud', { depth: new Uint16Array(7), width: 2 }, 'depth'],
  ['DepthPointCloud', { cmap: 'rainbow' }, 'cmap'],
  ['Glb', { src: '/nowhere.glb' }, 'nowhere.glb'],
  ['Glb', { buff: BROKEN }, 'bytes'],
  ['Glb', { buff: EMPTY }, 'bytes'],
  ['Glb', { src: 7 }, 'src'],
  ['Stl', { buff: BROKEN }, 'bytes'],
  ['Ply', { buff: EMPTY }, 'bytes'],
  ['Pcd', { text: 'VERSION' }, 'bytes'],
  ['Obj', { src: '/nowhere.obj' }, 'nowhere.obj'],
  ['Fbx', { buff: BROKEN }, 'bytes'],
  ['Bvh', { text: 'HIERARCHY' }, 'bytes'],
  ['HandsView', { left: [1, 2, 3] }, 'left'],
  ['Movable', { scale: 'large' }, 'scale'],
  ['Pivot', { anchor: [1] }, 'anchor'],
  ['Center', { top: 'yes' }, 'top'],
  ['Billboard', { follow: 'me' }, 'follow'],
  ['Hands', { fps: 0 }, 'fps'],
  ['meshBasicMaterial', { shinyness: 3 }, 'shinyness'],
  ['boxGeometry', { args: 'large' }, 'args'],
  ['ThreeAnimate', { speed: 'fast' }, 'speed'],
  ['VectorTrack', { times: [0, 1], values: [0, 0, 0] }, 'values'],
]

test.each(MISTAKES)(
  'a %s with %o is told by key and by %s, and the rest of the scene lives',
  async (tag, props, named) => {
    const wrong = node(tag, 'it', props)
    const inPlace = /Material$/.test(tag)
      ? node('mesh', 'around', {}, node('boxGeometry', 'geometry'), wrong)
      : /Geometry$/.test(tag)
        ? node('mesh', 'around', {}, wrong)
        : /Track$/.test(tag)
          ? node('ThreeAnimate', 'around', {}, node('AnimationClip', 'clip', {}, wrong))
          : wrong
    const stage = await loadedStage({ children: [inPlace, node('Box', 'fine')] }, { loadImage })
    await stage.settle()
    expect([...stage.live.problems.all.keys()]).toEqual(['it'])
    const note = stage.live.problems.all.get('it')
    expect(note).toMatch(new RegExp(`^${tag} "it": `))
    expect(note).toContain(named)
    expect(stage.object('fine').type).toBe('Mesh')
    await act(async () => void stage.live.apply({ op: 'update', nodes: [{ key: 'fine', position: [1, 2, 3] }] }))
    await stage.settle()
    expect(stage.object('fine').position.toArray()).toEqual([1, 2, 3])
    await stage.apply({ op: 'remove', keys: [inPlace.key as string] })
    expect(stage.live.problems.all.size).toBe(0)
  },
)
