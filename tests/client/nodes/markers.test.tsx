import {
  Box3,
  type BufferGeometry,
  Color,
  type Mesh,
  type MeshBasicMaterial,
  type ShaderMaterial,
  Vector3,
} from 'three'
import { expect, test } from 'vitest'
import { loadedStage } from '../scene/loadedStage.tsx'
import { node } from '../scene/testStage.tsx'

const normalOf = (object: Mesh) => {
  object.updateWorldMatrix(true, false)
  return new Vector3(0, 1, 0)
    .transformDirection(object.matrixWorld)
    .toArray()
    .map((value) => Math.round(value * 1e6) / 1e6 + 0)
}

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
