import { BufferGeometry, type Mesh, type MeshStandardMaterial, type PointsMaterial, Vector3 } from 'three'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { halvesFromFloats } from '../../../protocol/index.ts'
import type { Cloud } from '../../../src/nodes/clouds/Cloud.ts'
import type { LiveScene } from '../../../src/scene/LiveScene.ts'
import { loadedStage } from '../scene/loadedStage.tsx'
import { node } from '../scene/testStage.tsx'

let disposed: BufferGeometry[] = []
const dispose = BufferGeometry.prototype.dispose
beforeEach(() => {
  disposed = []
  BufferGeometry.prototype.dispose = function (this: BufferGeometry) {
    disposed.push(this)
    dispose.call(this)
  }
})
afterEach(() => {
  BufferGeometry.prototype.dispose = dispose
})

const random = (count: number) => Float32Array.from({ length: count }, () => Math.random())
const positionOf = (object: { geometry: BufferGeometry }, index: number) =>
  new Vector3().fromBufferAttribute(object.geometry.getAttribute('position'), index).toArray()
const rounded = (values: readonly number[]) => values.map((value) => Math.round(value * 1000) / 1000)

const told = (live: LiveScene) => [...live.problems.all.values()]

const FORMS: [string, (floats: Float32Array) => unknown][] = [
  ['Float32Array', (floats) => floats],
  ['half floats', (floats) => halvesFromFloats(floats)],
  ['bytes of half floats', (floats) => new Uint8Array(halvesFromFloats(floats).buffer)],
  ['list', (floats) => [...floats]],
]
test.each(FORMS)('a cloud of a %s stands where its points are, and its bounds are theirs', async (_form, make) => {
  const vertices = make(new Float32Array([1, 0.5, -2, 3, -0.25, 4]))
  const { object, live } = await loadedStage({ children: [node('PointCloud', 'pc', { vertices })] })
  const cloud = object<Cloud>('pc')
  expect(positionOf(cloud, 0)).toEqual([1, 0.5, -2])
  expect(positionOf(cloud, 1)).toEqual([3, -0.25, 4])
  expect(cloud.geometry.drawRange).toEqual({ start: 0, count: 2 })
  cloud.geometry.computeBoundingSphere()
  expect(cloud.geometry.boundingBox?.min.toArray()).toEqual([1, -0.25, -2])
  expect(cloud.geometry.boundingBox?.max.toArray()).toEqual([3, 0.5, 4])
  expect(cloud.geometry.boundingSphere?.center.toArray()).toEqual([2, 0.125, 1])
  expect(told(live)).toEqual([])
})

test('points that are nowhere are no part of the bounds', async () => {
  for (const make of [(floats: Float32Array) => floats, halvesFromFloats]) {
    const vertices = make(new Float32Array([1, 1, 1, Number.NaN, Number.NaN, Number.NaN, 2, 2, 2, 0, 0, Infinity]))
    const { object } = await loadedStage({ children: [node('PointCloud', 'pc', { vertices })] })
    const { geometry } = object<Cloud>('pc')
    geometry.computeBoundingBox()
    expect(geometry.boundingBox?.max.toArray()).toEqual([2, 2, 2])
    expect(geometry.boundingBox?.min.z).toBe(1)
  }
})

test('new points go into the same buffer, without a copy where they are as many', async () => {
  const stage = await loadedStage({ children: [node('PointCloud', 'pc', { vertices: random(3000) })] })
  const cloud = stage.object<Cloud>('pc')
  const { geometry } = cloud
  const attribute = geometry.getAttribute('position')
  disposed = []
  for (let count = 0; count < 10; count += 1) {
    const vertices = random(3000)
    const { version } = attribute as unknown as { version: number }
    await stage.apply({ op: 'update', nodes: [{ key: 'pc', vertices }] })
    expect(attribute.array).toBe(vertices)
    expect((attribute as unknown as { version: number }).version).toBe(version + 1)
  }
  const fewer = random(1500)
  const last = attribute.array
  const before = [...last]
  await stage.apply({ op: 'update', nodes: [{ key: 'pc', vertices: fewer }] })
  expect(attribute.array).not.toBe(last)
  expect([...last]).toEqual(before)
  expect(attribute.array.length).toBe(3000)
  expect([...attribute.array.slice(0, 1500)]).toEqual([...fewer])
  expect(geometry.drawRange.count).toBe(500)
  expect(stage.object('pc')).toBe(cloud)
  expect(cloud.geometry).toBe(geometry)
  expect(disposed).toEqual([])
})

test('a buffer that is too small makes way for one with room, and is let go', async () => {
  const stage = await loadedStage({ children: [node('PointCloud', 'pc', { vertices: random(300) })] })
  const cloud = stage.object<Cloud>('pc')
  const first = cloud.geometry
  disposed = []
  await stage.apply({ op: 'update', nodes: [{ key: 'pc', vertices: random(600) }] })
  expect(disposed).toEqual([first])
  const second = cloud.geometry
  expect(second.getAttribute('position').count).toBe(250)
  await stage.apply({ op: 'update', nodes: [{ key: 'pc', vertices: random(720) }] })
  expect(cloud.geometry).toBe(second)
  await stage.apply({ op: 'update', nodes: [{ key: 'pc', vertices: random(30) }] })
  expect(disposed).toEqual([first, second])
  await stage.apply({ op: 'remove', keys: ['pc'] })
  expect(disposed).toEqual([first, second, expect.any(BufferGeometry)])
})

test('colours are bytes or numbers, with or without alpha, and win over one colour', async () => {
  const stage = await loadedStage({
    children: [node('PointCloud', 'pc', { vertices: random(6), color: 'red', size: 0.5 })],
  })
  const cloud = stage.object<Cloud>('pc')
  const material = cloud.material as PointsMaterial
  expect([material.vertexColors, material.color.getHexString(), cloud.pointSize]).toEqual([false, 'ff0000', 0.5])
  await stage.apply({ op: 'update', nodes: [{ key: 'pc', colors: new Uint8Array([255, 0, 0, 0, 0, 255]) }] })
  expect([material.vertexColors, material.color.getHexString()]).toEqual([true, 'ffffff'])
  const colorOf = (index: number) => {
    const colors = cloud.geometry.getAttribute('color')
    return [colors.getX(index), colors.getY(index), colors.getZ(index)]
  }
  expect(colorOf(1)).toEqual([0, 0, 1])
  await stage.apply({ op: 'update', nodes: [{ key: 'pc', colors: new Float32Array([0, 1, 0, 0.5, 1, 1, 0, 0.5]) }] })
  expect(cloud.geometry.getAttribute('color').itemSize).toBe(4)
  expect(colorOf(1)).toEqual([1, 1, 0])
  await stage.apply({ op: 'update', nodes: [{ key: 'pc', colors: null, color: null, size: null }] })
  expect([material.vertexColors, material.color.getHexString(), cloud.pointSize]).toEqual([false, 'ffffff', 0.01])
})

test('what does not fit together is told, by key and prop, and right again when it fits', async () => {
  const stage = await loadedStage({
    children: [node('PointCloud', 'pc', { vertices: random(6), colors: new Uint8Array(9) })],
  })
  expect(told(stage.live)).toEqual(['PointCloud "pc": colors: 9 numbers for 2 points: expected 6 or 8'])
  await stage.apply({ op: 'update', nodes: [{ key: 'pc', colors: new Uint8Array(6) }] })
  expect(told(stage.live)).toEqual([])
  await stage.apply({ op: 'update', nodes: [{ key: 'pc', vertices: [1, 2] }] })
  expect(told(stage.live).join()).toContain('PointCloud "pc": vertices: expected 3 numbers for each vertex')
  await stage.apply({ op: 'update', nodes: [{ key: 'pc', vertices: [1, 2, 3, 4, 5, 6] }] })
  expect(told(stage.live)).toEqual([])
  expect(positionOf(stage.object<Cloud>('pc'), 1)).toEqual([4, 5, 6])
})

test('Points are a cloud by another name', async () => {
  const { object } = await loadedStage({ children: [node('Points', 'p', { positions: [1, 2, 3] })] })
  expect(positionOf(object<Cloud>('p'), 0)).toEqual([1, 2, 3])
})

const square = { vertices: [0, 0, 0, 1, 0, 0, 1, 1, 0, 0, 1, 0], faces: [0, 1, 2, 0, 2, 3] }
type AnyMesh = Mesh<BufferGeometry, MeshStandardMaterial>

test('a mesh has its faces, faces both ways, and knows which way its surface looks', async () => {
  const { object, live } = await loadedStage({ children: [node('TriMesh', 'm', square)] })
  const mesh = object<AnyMesh>('m')
  expect([...(mesh.geometry.index?.array ?? [])]).toEqual(square.faces)
  const normals = mesh.geometry.getAttribute('normal')
  for (let index = 0; index < 4; index += 1) {
    expect([normals.getX(index), normals.getY(index), normals.getZ(index)]).toEqual([0, 0, 1])
  }
  expect([mesh.material.type, mesh.material.side]).toEqual(['MeshStandardMaterial', 2])
  expect(told(live)).toEqual([])
})

test('computed normals are those of three.js', async () => {
  const vertices = random(3 * 40)
  const faces = Uint32Array.from({ length: 3 * 60 }, () => Math.floor(Math.random() * 40))
  const { object } = await loadedStage({ children: [node('TriMesh', 'm', { vertices, faces })] })
  const ours = [...object<AnyMesh>('m').geometry.getAttribute('normal').array]
  const theirs = new BufferGeometry().copy(object<AnyMesh>('m').geometry)
  theirs.deleteAttribute('normal')
  theirs.computeVertexNormals()
  expect(rounded(ours)).toEqual(rounded([...theirs.getAttribute('normal').array]))
})

test('a mesh takes normals, uv and colours as they are given, and half floats too', async () => {
  const stage = await loadedStage({
    children: [
      node('TriMesh', 'm', {
        vertices: halvesFromFloats(square.vertices),
        faces: new Uint8Array(new Uint32Array(square.faces).buffer),
        normals: Array.from({ length: 4 }, () => [1, 0, 0]),
        uv: halvesFromFloats([0, 0, 1, 0, 1, 1, 0, 1]),
        colors: new Uint8Array(12).fill(255),
        wireframe: true,
        side: 'front',
      }),
    ],
  })
  const { geometry, material } = stage.object<AnyMesh>('m')
  expect(positionOf({ geometry }, 2)).toEqual([1, 1, 0])
  expect(geometry.getAttribute('normal').getX(3)).toBe(1)
  expect(geometry.getAttribute('uv').getX(2)).toBe(1)
  expect([material.vertexColors, material.wireframe, material.side]).toEqual([true, true, 0])
  await stage.apply({ op: 'update', nodes: [{ key: 'm', materialType: 'basic' }] })
  const other = stage.object<AnyMesh>('m')
  expect([other.material.type, other.material.vertexColors]).toEqual(['MeshBasicMaterial', true])
  expect(other.geometry).toBe(geometry)
})

test('new vertices of a mesh go into the same buffers, and its normals follow', async () => {
  const stage = await loadedStage({ children: [node('TriMesh', 'm', square)] })
  const { geometry } = stage.object<AnyMesh>('m')
  disposed = []
  await stage.apply({
    op: 'update',
    nodes: [{ key: 'm', vertices: [0, 0, 0, 0, 1, 0, 0, 1, 1, 0, 0, 1], color: 'blue' }],
  })
  const mesh = stage.object<AnyMesh>('m')
  expect(mesh.geometry).toBe(geometry)
  expect(geometry.getAttribute('normal').getX(0)).toBe(1)
  expect(mesh.material.color.getHexString()).toBe('0000ff')
  expect(disposed).toEqual([])
})

test('a face of a vertex that is not there is told, and nothing is drawn of the mesh', async () => {
  const stage = await loadedStage({ children: [node('TriMesh', 'm', { ...square, faces: [0, 1, 7] })] })
  expect(told(stage.live)).toEqual(['TriMesh "m": faces: number 2 is vertex 7, and there are 4, counted from 0'])
  expect(stage.object<AnyMesh>('m').geometry.drawRange.count).toBe(0)
  await stage.apply({ op: 'update', nodes: [{ key: 'm', faces: [0, 1, 2] }] })
  expect(told(stage.live)).toEqual([])
  expect(stage.object<AnyMesh>('m').geometry.drawRange.count).toBe(3)
})
