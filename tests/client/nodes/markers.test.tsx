import {
  Box3,
  type BufferGeometry,
  Color,
  type Mesh,
  type MeshBasicMaterial,
  Raycaster,
  type ShaderMaterial,
  Sphere,
  Vector3,
} from 'three'
import { describe, expect, test } from 'vitest'
import { loadedStage } from '../scene/loadedStage.tsx'
import { node } from '../scene/testStage.tsx'

const normalOf = (object: Mesh) => {
  object.updateWorldMatrix(true, false)
  return new Vector3(0, 1, 0)
    .transformDirection(object.matrixWorld)
    .toArray()
    .map((value) => Math.round(value * 1e6) / 1e6 + 0)
}

const isGrid = ({ instance }: { instance: { name: string } }) => instance.name === 'grid'

test('a grid lies across the scene’s axis, and stands off along it', async () => {
  const stage = await loadedStage({
    up: [0, 0, 1],
    bgChildren: [node('Grid', 'grid', { offset: 0.5, cellSize: 0.1, sectionColor: 'red' })],
  })
  const grid = stage.object<Mesh<BufferGeometry, ShaderMaterial>>('grid')
  expect(normalOf(grid)).toEqual([0, 0, 1])
  expect(grid.position.toArray()).toEqual([0, 0, 0.5])
  expect(grid.material.uniforms.cellSize?.value).toBe(0.1)
  expect((grid.material.uniforms.sectionColor!.value as Color).getHexString()).toBe('ff0000')
  await stage.apply({ op: 'set', scene: { tag: 'Scene', up: [0, 1, 0], bgChildren: [node('Grid', 'grid')] } })
  expect(normalOf(stage.object('grid'))).toEqual([0, 1, 0])
  expect(stage.object('grid').position.toArray()).toEqual([0, 0, 0])
})

test('a grid that was turned stays as it was turned', async () => {
  const { object } = await loadedStage({ up: [0, 0, 1], children: [node('Grid', 'grid', { rotation: [0, 0, 0] })] })
  expect(normalOf(object('grid'))).toEqual([0, 1, 0])
})

describe('rays', () => {
  const floor = async (props: Record<string, unknown>) => {
    const grid = node('Grid', 'grid', { position: [10, 0, 0], ...props })
    const stage = await loadedStage({ bgChildren: [grid] })
    stage.root().updateMatrixWorld(true)
    return stage
  }
  /** Where something that falls at this place meets the grid: its height. */
  const met = ({ object }: Awaited<ReturnType<typeof floor>>, x: number, z = 0) => {
    const raycaster = new Raycaster(new Vector3(x, 3, z), new Vector3(0, -1, 0))
    return raycaster.intersectObject(object('grid')).map(({ point, distance }) => [...point.toArray(), distance])
  }

  test('go through a grid that does not say that they meet it', async () => {
    const stage = await floor({})
    expect([met(stage, 10), stage.renderer.scene.find(isGrid).props.onClick]).toEqual([[], undefined])
  })

  test('meet one that does up to its edge, and one without an edge everywhere', async () => {
    const stage = await floor({ enableRaycast: true, infiniteGrid: false, width: 4, height: 2, offset: 1 })
    expect([met(stage, 11.9), met(stage, 12.1), met(stage, 10, 0.9), met(stage, 10, 1.1)]).toEqual([
      [[11.9, 1, 0, 2]],
      [],
      [[10, 1, 0.9, 2]],
      [],
    ])
    await stage.apply({ op: 'update', nodes: [{ key: 'grid', infiniteGrid: true }] })
    expect(met(stage, -5000)).toEqual([[-5000, 1, 0, 2]])
    await stage.apply({ op: 'update', nodes: [{ key: 'grid', followCamera: false, fadeDistance: 20 }] })
    expect([met(stage, 29.9).length, met(stage, 30.1).length]).toEqual([1, 0])
    await stage.apply({ op: 'update', nodes: [{ key: 'grid', hide: true }] })
    expect(met(stage, 10)).toEqual([])
  })

  test('meet it neither from behind their beginning nor along it, and hands that are near not at all', async () => {
    const stage = await floor({ enableRaycast: true })
    const grid = stage.object('grid')
    const cast = (...direction: [number, number, number]) =>
      new Raycaster(new Vector3(0, 3, 0), new Vector3(...direction)).intersectObject(grid).length
    expect([cast(0, 1, 0), cast(1, 0, 0), cast(0, -1, 0)]).toEqual([0, 0, 1])
    const hits: unknown[] = []
    const near = grid as unknown as { spherecast(sphere: Sphere, hits: unknown[]): void }
    near.spherecast(new Sphere(new Vector3(), 1), hits)
    expect(hits).toEqual([])
  })

  test('that click on it are told under its key, and not any more when it lets them through', async () => {
    const stage = await floor({ enableRaycast: true })
    const click = { delta: 0, point: new Vector3(1, 0, 2), distance: 5, nativeEvent: {}, stopPropagation() {} }
    await stage.renderer.fireEvent(stage.renderer.scene.find(isGrid), 'click', click)
    expect(stage.events).toMatchObject([{ etype: 'ON_CLICK', value: { key: 'grid', point: [1, 0, 2], distance: 5 } }])
    await stage.apply({ op: 'update', nodes: [{ key: 'grid', enableRaycast: null }] })
    expect([met(stage, 10), stage.renderer.scene.find(isGrid).props.onClick]).toEqual([[], undefined])
  })
})

test('a coordinate frame has a red x, a green y and a blue z, each one metre long times scale', async () => {
  const { object } = await loadedStage({ children: [node('CoordsMarker', 'axes', { scale: 0.5 })] })
  const axes = object<Mesh<BufferGeometry, MeshBasicMaterial>>('axes')
  const positions = axes.geometry.getAttribute('position')
  const colors = axes.geometry.getAttribute('color')
  const tipColor = (axis: 'getX' | 'getY' | 'getZ') => {
    const tip = [...Array(positions.count).keys()].find((index) => Math.abs(positions[axis](index) - 1) < 1e-6)!
    const { r, g, b } = new Color(colors.getX(tip), colors.getY(tip), colors.getZ(tip))
    return [r, g, b].indexOf(Math.max(r, g, b))
  }
  expect([tipColor('getX'), tipColor('getY'), tipColor('getZ')]).toEqual([0, 1, 2])
  const { max } = new Box3().setFromObject(axes)
  expect(max.toArray().map((value) => Math.round(value * 1000) / 1000)).toEqual([0.5, 0.5, 0.5])
})

test('a coordinate frame can have one colour, and lose it again', async () => {
  const stage = await loadedStage({ children: [node('CoordsMarker', 'axes', { color: 'orange', opacity: 0.5 })] })
  const { material } = stage.object<Mesh<BufferGeometry, MeshBasicMaterial>>('axes')
  expect([material.vertexColors, material.color.getHexString(), material.opacity]).toEqual([false, 'ffa500', 0.5])
  await stage.apply({ op: 'update', nodes: [{ key: 'axes', color: null, opacity: null }] })
  expect([material.vertexColors, material.color.getHexString(), material.transparent]).toEqual([true, 'ffffff', false])
})

test.each(['VuerGroup', 'Group', 'group'])('a %s moves its children together', async (tag) => {
  const { object } = await loadedStage({
    children: [node(tag, 'g', { position: [1, 0, 0], scale: 2 }, node('Box', 'b', { position: [0, 1, 0] }))],
  })
  object('g').updateWorldMatrix(true, true)
  expect(object('b').getWorldPosition(new Vector3()).toArray()).toEqual([1, 2, 0])
})
