import {
  Box3,
  type BufferGeometry,
  type Group,
  type LineSegments,
  type Mesh,
  type Object3D,
  Quaternion,
  Vector3,
} from 'three'
import { expect, test, vi } from 'vitest'
import type { ArrowMark } from '../../../src/nodes/marks/ArrowMark.ts'
import type { BoxMark } from '../../../src/nodes/marks/BoxMark.ts'
import type { LiveScene } from '../../../src/scene/LiveScene.ts'
import { loadedStage } from '../scene/loadedStage.tsx'
import { node } from '../scene/testStage.tsx'

const told = (live: LiveScene) => [...live.problems.all.values()]
type Stage = Awaited<ReturnType<typeof loadedStage>>
const rounded = (vector: Vector3) => vector.toArray().map((value) => Math.round(value * 1e4) / 1e4 + 0)

/** The box around an object in the world. */
const boundsOf = (object: Object3D) => {
  object.updateWorldMatrix(true, true)
  const { min, max } = new Box3().setFromObject(object, true)
  return [rounded(min), rounded(max)]
}
async function arrived<O extends Object3D>(stage: Stage, key: string): Promise<O> {
  await vi.waitFor(
    async () => {
      await stage.settle()
      stage.object(key)
    },
    { timeout: 20_000 },
  )
  return stage.object<O>(key)
}

test('an arrow has a stem as long as its direction, and its head on top of it', async () => {
  const stage = await loadedStage({ children: [node('Arrow', 'a', { direction: [0, 0, 2], headScale: 0.5 })] })
  const arrow = stage.object<ArrowMark>('a')
  expect(boundsOf(arrow)[1]![2]).toBeCloseTo(2.06)
  expect(boundsOf(arrow)[0]![2]).toBeCloseTo(0)
  expect(arrow.material.color.getHexString()).toBe('ff0000')
  await stage.apply({ op: 'update', nodes: [{ key: 'a', direction: [-3, 0, 0], color: 'blue', scale: 2 }] })
  expect(boundsOf(arrow)[0]![0]).toBeCloseTo(-6.12)
  expect([stage.object('a') === arrow, arrow.material.color.getHexString()]).toEqual([true, '0000ff'])
  await stage.apply({ op: 'update', nodes: [{ key: 'a', direction: [0, 0, 0] }] })
  expect(arrow.children.every(({ visible }) => !visible)).toBe(true)
  await stage.apply({ op: 'update', nodes: [{ key: 'a', direction: [1, 2] }] })
  expect(told(stage.live)).toEqual(['Arrow "a": direction: expected 3 numbers'])
})

test.each(['Gripper', 'SkeletalGripper'])(
  'the fingers of a %s open along x, and its tips are at the origin',
  async (tag) => {
    const stage = await loadedStage({ children: [node(tag, 'g', { pinchWidth: 0.03, color: 'red' })] })
    const gripper = stage.object<Group>('g')
    /** The inner sides of the fingers. */
    const fingers = () =>
      gripper.children
        .filter(({ position }) => Math.abs(position.x) > 1e-6)
        .map(({ position, scale }) => Math.sign(position.x) * (Math.abs(position.x) - scale.x / 2))
        .map((x) => Math.round(x * 1e4) / 1e4)
    expect(fingers()).toEqual([-0.03, 0.03])
    expect(boundsOf(gripper)[1]![2]).toBeLessThan(0.01)
    expect(boundsOf(gripper)[0]![2]).toBeLessThan(-0.1)
    await stage.apply({ op: 'update', nodes: [{ key: 'g', pinchWidth: 0.01 }] })
    expect([fingers(), stage.object('g') === gripper]).toEqual([[-0.01, 0.01], true])
    await stage.apply({ op: 'update', nodes: [{ key: 'g', pinchWidth: -1 }] })
    expect(told(stage.live).join()).toContain(`${tag} "g": pinchWidth: expected a number that is not negative`)
  },
)

test('a gripper can show its axes, its origin or only rods', async () => {
  const stage = await loadedStage({ children: [node('Gripper', 'g', { axes: true, showOrigin: false })] })
  const hasAxes = () =>
    stage.all('Mesh').some((mesh) => mesh.parent?.name === 'g' && (mesh as Mesh).geometry.hasAttribute('color'))
  expect(hasAxes()).toBe(true)
  const body = boundsOf(stage.object('g'))
  await stage.apply({ op: 'update', nodes: [{ key: 'g', axes: null, skeleton: true }] })
  expect(hasAxes()).toBe(false)
  expect(boundsOf(stage.object('g'))).not.toEqual(body)
})

test('a box goes from corner to corner, and follows them', async () => {
  const stage = await loadedStage({
    children: [node('BoundingBox', 'b', { min: [0, 0, 0], max: [1, 2, 3], position: [10, 0, 0] })],
  })
  const box = stage.object<BoxMark>('b')
  expect(boundsOf(box)).toEqual([
    [10, 0, 0],
    [11, 2, 3],
  ])
  expect(box.color.getHexString()).toBe('00ff00')
  await stage.apply({ op: 'update', nodes: [{ key: 'b', max: [1, 1, 1], color: 'red' }] })
  expect(boundsOf(box)).toEqual([
    [10, 0, 0],
    [11, 1, 1],
  ])
  expect([box.color.getHexString(), stage.object('b') === box]).toEqual(['ff0000', true])
  await stage.apply({ op: 'update', nodes: [{ key: 'b', min: 'low' }] })
  expect(told(stage.live).join()).toContain('BoundingBox "b": min: expected')
})

test('boxes in a provider have the edges that it gives, unless they have their own', async () => {
  const stage = await loadedStage({
    children: [
      node(
        'BoundingBoxProvider',
        'p',
        { edgeWidth: 0.02, position: [0, 1, 0] },
        node('BoundingBox', 'a'),
        node('BoundingBox', 'b', { edgeWidth: 0.1 }),
      ),
      node('BoundingBox', 'c'),
    ],
  })
  const widthOf = (key: string) =>
    ((stage.object(key).children[0] as Mesh).material as unknown as { uniforms: Record<string, { value: number }> })
      .uniforms.edgeWidth?.value
  expect([widthOf('a'), widthOf('b'), widthOf('c')]).toEqual([0.02, 0.1, 0])
  expect(boundsOf(stage.object('a'))).toEqual([
    [-0.5, 0.5, -0.5],
    [0.5, 1.5, 0.5],
  ])
})

test('a BBox of Python Vuer is drawn as it is written', async () => {
  const props = { min: { x: -1, y: -1, z: -1 }, max: { x: 1, y: 1, z: 1 }, color: '0xffff00', scale: 1.01 }
  const stage = await loadedStage({ children: [node('BBox', 'b', props)] })
  expect(boundsOf(stage.object('b'))).toEqual([
    [-1.01, -1.01, -1.01],
    [1.01, 1.01, 1.01],
  ])
  expect([stage.object<BoxMark>('b').color.getHexString(), told(stage.live)]).toEqual(['ffff00', []])
})

const linesOf = (object: Object3D) => object.children[0] as LineSegments<BufferGeometry>
const sizeAt = (object: Object3D, z: number) => {
  const positions = linesOf(object).geometry.getAttribute('position')
  const box = new Box3()
  for (let index = 0; index < positions.count; index += 1) {
    const point = new Vector3().fromBufferAttribute(positions, index)
    if (Math.abs(point.z + z) < 1e-6) box.expandByPoint(point)
  }
  return rounded(box.getSize(new Vector3())).slice(0, 2)
}

test.each<[string, Record<string, unknown>, number, number[]]>([
  ['Frustum', { fov: 90, aspect: 2, far: 3, showUp: false }, 3, [12, 6]],
  ['Frustum', { fov: 90, aspect: 2, near: 0.5, showUp: false }, 0.5, [2, 1]],
  ['PerspectiveFrustum', { fov: 90, aspect: 1, far: 2, zoom: 2, showUp: false }, 2, [2, 2]],
  ['OrthographicFrustum', { width: 2, height: 1, showUp: false }, 1, [2, 1]],
  ['OrthographicFrustum', { left: -1, right: 3, top: 1, bottom: 0, zoom: 2, showUp: false }, 0.1, [2, 0.5]],
  ['FisheyeFrustum', { fov: 180, far: 2, near: 0.1, showUp: false, segments: 64 }, 0, [4, 4]],
])('%s %j is as wide at %d m as its camera sees', async (tag, props, z, size) => {
  const stage = await loadedStage({ children: [node(tag, 'f', props)] })
  expect(sizeAt(await arrived(stage, 'f'), z)).toEqual(size)
  expect(told(stage.live)).toEqual([])
})

test('the plane of focus is drawn where it can be seen, the sign for up above the view, children go along', async () => {
  const stage = await loadedStage({
    children: [
      node('Frustum', 'f', { far: 2, focus: 1, showImagePlane: true, position: [0, 0, 5] }, node('Box', 'in')),
    ],
  })
  const frustum = await arrived<Group>(stage, 'f')
  expect(sizeAt(frustum, 1)[0]).toBeGreaterThan(1)
  expect(sizeAt(frustum, 0.035)[0]).toBeGreaterThan(0.01)
  linesOf(frustum).geometry.computeBoundingBox()
  expect(linesOf(frustum).geometry.boundingBox!.max.y).toBeGreaterThan(2 * Math.tan(Math.PI * (25 / 180)))
  expect(boundsOf(stage.object('in'))).toEqual([
    [-0.5, -0.5, 4.5],
    [0.5, 0.5, 5.5],
  ])
  const { geometry } = linesOf(frustum)
  await stage.apply({ op: 'update', nodes: [{ key: 'f', position: [0, 1, 5] }] })
  expect(linesOf(frustum).geometry).toBe(geometry)
  await stage.apply({ op: 'update', nodes: [{ key: 'f', focus: 10, fov: 0 }] })
  expect(sizeAt(frustum, 1)).toEqual([0, 0])
  expect(told(stage.live)).toEqual(['Frustum "f": fov: expected degrees above 0, at most 179'])
})

test('what is in a Center has its middle at the origin, also when it changes', async () => {
  const stage = await loadedStage({
    children: [node('Center', 'c', { position: [5, 0, 0] }, node('Box', 'b', { position: [3, 3, 3] }))],
  })
  const bounds = () => boundsOf(stage.object('c'))
  await arrived(stage, 'c')
  expect(bounds()).toEqual([
    [4.5, -0.5, -0.5],
    [5.5, 0.5, 0.5],
  ])
  await stage.apply({ op: 'update', nodes: [{ key: 'b', position: [9, 0, 0], scale: 2 }] })
  expect(bounds()).toEqual([
    [4, -1, -1],
    [6, 1, 1],
  ])
  await stage.apply({ op: 'update', nodes: [{ key: 'c', top: true, right: true, disableZ: true }] })
  expect(bounds()).toEqual([
    [5, 0, -1],
    [7, 2, 1],
  ])
  await stage.apply({ op: 'add', nodes: [node('Box', 'd', { position: [-1, 0, 0] })], to: 'c' })
  expect(bounds()[0]).toEqual([5, 0, -1])
})

test('a billboard turns to the camera, however its parent is turned', async () => {
  const stage = await loadedStage({
    children: [
      node(
        'Group',
        'g',
        { rotation: [0, 1, 0] },
        node('Billboard', 'b', { position: [1, 0, 0] }, node('Plane', 'sign')),
      ),
      node('Billboard', 'still', { follow: false }, node('Plane', 'other')),
    ],
  })
  await arrived(stage, 'b')
  const { camera } = stage.state()
  camera.position.set(3, 2, 1)
  camera.lookAt(0, 0, 0)
  camera.updateMatrixWorld()
  stage.frame()
  const turnOf = (key: string) => {
    stage.object(key).updateWorldMatrix(true, false)
    return stage.object(key).getWorldQuaternion(new Quaternion())
  }
  expect(turnOf('sign').angleTo(camera.quaternion)).toBeLessThan(1e-6)
  expect(turnOf('other').angleTo(new Quaternion())).toBeLessThan(1e-6)
})

test('marks that go leave nothing', async () => {
  const keys = ['Arrow', 'Gripper', 'BoundingBox', 'BBox']
  const stage = await loadedStage({ children: keys.map((tag) => node(tag, tag)) })
  const left = new Set<unknown>()
  for (const key of keys) {
    stage.object(key).traverse((object) => {
      const { geometry, material } = object as Mesh
      for (const resource of [geometry, material].flat()) {
        if (!resource) continue
        left.add(resource)
        resource.addEventListener('dispose', () => left.delete(resource))
      }
    })
  }
  expect(left.size).toBeGreaterThan(8)
  await stage.apply({ op: 'remove', keys })
  expect([...left]).toEqual([])
})

test('a HandsView draws the joints that it gets where they are, with new ones in the same place, and none without', async () => {
  const joint = (x: number) => [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, x, 0, 0, 1]
  const hand = (x: number) => Array.from({ length: 25 }, (_, index) => joint(index + x)).flat()
  const stage = await loadedStage({ children: [node('HandsView', 'hands', { left: hand(0), frameScale: 0.5 })] })
  const drawn = () => stage.object('hands').children.filter(({ visible }) => visible) as LineSegments[]
  const numbers = () => [...drawn()[0]!.geometry.getAttribute('position').array].slice(18 * 24, 18 * 24 + 6)
  expect(drawn()).toHaveLength(1)
  expect(numbers()).toEqual([24, 0, 0, 24.5, 0, 0])
  const [before] = drawn()
  await stage.apply({ op: 'update', nodes: [{ key: 'hands', left: Float32Array.from(hand(100)) }] })
  expect(drawn()).toEqual([before])
  expect(numbers()).toEqual([124, 0, 0, 124.5, 0, 0])
  await stage.apply({ op: 'update', nodes: [{ key: 'hands', left: null, right: hand(1) }] })
  expect(drawn()).toHaveLength(1)
  expect(drawn()[0]).not.toBe(before)
  expect(stage.heard).toEqual([])
  await stage.apply({ op: 'update', nodes: [{ key: 'hands', right: [1, 2, 3] }] })
  expect(drawn()).toEqual([])
  expect(stage.heard).toEqual(['HandsView "hands": right: expected 400 numbers'])
})
