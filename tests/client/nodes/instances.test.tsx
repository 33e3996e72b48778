import { act } from '@react-three/test-renderer'
import { Matrix4, type MeshPhysicalMaterial, Quaternion, Raycaster, Vector3 } from 'three'
import { expect, test } from 'vitest'
import { readEventValue } from '../../../protocol/index.ts'
import type { InstanceSet } from '../../../src/nodes/instances/InstanceSet.ts'
import type { LiveScene } from '../../../src/scene/LiveScene.ts'
import { loadedStage } from '../scene/loadedStage.tsx'
import { node } from '../scene/testStage.tsx'

const told = (live: LiveScene) => [...live.problems.all.values()]
const matrixOf = (set: InstanceSet, index: number) => {
  const matrix = new Matrix4()
  set.getMatrixAt(index, matrix)
  return matrix
}
const near = (matrix: Matrix4) => matrix.elements.map((value) => expect.closeTo(value, 5))
const close = (matrix: Matrix4) => matrix.toArray().map((value) => Math.round(value * 1e5) / 1e5 + 0)

test('instances stand where their matrices say, without a copy', async () => {
  const matrices = new Float32Array(32)
  new Matrix4().makeTranslation(1, 2, 3).toArray(matrices as never, 0)
  new Matrix4().makeScale(2, 2, 2).toArray(matrices as never, 16)
  const stage = await loadedStage({
    children: [node('Instances', 'set', { primitive: 'Sphere', args: [0.5], matrices, color: 'red' })],
  })
  const set = stage.object<InstanceSet>('set')
  expect(set.count).toBe(2)
  expect(set.instanceMatrix.array).toBe(matrices)
  expect(close(matrixOf(set, 0))).toEqual(close(new Matrix4().makeTranslation(1, 2, 3)))
  expect(set.geometry.type).toBe('SphereGeometry')
  expect((set.material as MeshPhysicalMaterial).color.getHexString()).toBe('ff0000')
  expect(told(stage.live)).toEqual([])
})

test('positions, orientations and scales make the matrices of three.js', async () => {
  const random = (count: number) => Array.from({ length: count }, () => Math.random() - 0.5)
  const positions = random(30)
  const turns = Array.from({ length: 10 }, () => new Quaternion().random())
  const scales = random(30)
  const stage = await loadedStage({
    children: [
      node('Instances', 'set', { positions, quaternions: turns.map((turn) => turn.toArray()), scales }),
      node('Instances', 'even', { positions, scales: scales.slice(0, 10) }),
    ],
  })
  for (let index = 0; index < 10; index += 1) {
    const position = new Vector3().fromArray(positions, 3 * index)
    expect(matrixOf(stage.object<InstanceSet>('set'), index).elements).toEqual(
      near(new Matrix4().compose(position, turns[index]!, new Vector3().fromArray(scales, 3 * index))),
    )
    expect(matrixOf(stage.object<InstanceSet>('even'), index).elements).toEqual(
      near(new Matrix4().compose(position, new Quaternion(), new Vector3().setScalar(scales[index]!))),
    )
  }
})

test('new placements go into the same buffer of the same object; fewer and more are drawn', async () => {
  const stage = await loadedStage({ children: [node('Instances', 'set', { positions: new Float32Array(30) })] })
  const set = stage.object<InstanceSet>('set')
  const buffer = set.instanceMatrix
  const move = (x: number, count: number) =>
    stage.apply({
      op: 'update',
      nodes: [{ key: 'set', positions: Float32Array.from({ length: 3 * count }, (_, at) => (at % 3 === 0 ? x : 0)) }],
    })
  for (const [x, count] of [
    [1, 10],
    [2, 4],
    [3, 9],
  ] as const) {
    const { version } = buffer
    await move(x, count)
    expect([set.count, matrixOf(set, count - 1).elements[12]]).toEqual([count, x])
    expect(set.instanceMatrix).toBe(buffer)
    expect(buffer.version).toBeGreaterThan(version)
  }
  let letGo = 0
  set.addEventListener('dispose', () => {
    letGo += 1
  })
  await move(4, 20)
  expect([set.count, matrixOf(set, 19).elements[12], letGo]).toEqual([20, 4, 1])
  expect(set.instanceMatrix.count).toBe(25)
  await move(5, 24)
  expect([matrixOf(set, 23).elements[12], letGo]).toEqual([5, 1])
  expect(stage.object('set')).toBe(set)
})

test('an author’s matrices are never written', async () => {
  const matrices = new Float32Array(32).fill(7)
  const stage = await loadedStage({ children: [node('Instances', 'set', { matrices })] })
  await stage.apply({ op: 'update', nodes: [{ key: 'set', matrices: new Float32Array(16) }] })
  await stage.apply({ op: 'update', nodes: [{ key: 'set', matrices: null, positions: [1, 1, 1] }] })
  expect(new Set(matrices)).toEqual(new Set([7]))
  expect(matrixOf(stage.object<InstanceSet>('set'), 0).elements[12]).toBe(1)
})

test('the bounds hold every instance, and follow them', async () => {
  const stage = await loadedStage({
    children: [node('Instances', 'set', { primitive: 'Sphere', positions: [-3, 0, 0, 5, 0, 0], scales: [1, 2] })],
  })
  const set = stage.object<InstanceSet>('set')
  set.computeBoundingBox()
  expect(set.boundingBox?.min.x).toBeCloseTo(-4)
  expect(set.boundingBox?.max.x).toBeCloseTo(7)
  set.computeBoundingSphere()
  await stage.apply({ op: 'update', nodes: [{ key: 'set', positions: [50, 0, 0, 60, 0, 0] }] })
  expect(set.boundingSphere).toBeNull()
  const hits = new Raycaster(new Vector3(60, 0, 10), new Vector3(0, 0, -1)).intersectObject(set)
  expect(hits[0]?.instanceId).toBe(1)
})

test('colours are one for each, and can go', async () => {
  const stage = await loadedStage({
    children: [
      node('Instances', 'set', { positions: new Float32Array(6), colors: new Uint8Array([255, 0, 0, 0, 0, 255]) }),
    ],
  })
  const set = stage.object<InstanceSet>('set')
  expect([set.instanceColor?.getX(0), set.instanceColor?.getZ(1), set.instanceColor?.normalized]).toEqual([1, 1, true])
  const before = set.instanceColor
  await stage.apply({ op: 'update', nodes: [{ key: 'set', colors: new Uint8Array(6) }] })
  expect(set.instanceColor).toBe(before)
  await stage.apply({ op: 'update', nodes: [{ key: 'set', colors: new Uint8Array(9) }] })
  expect(told(stage.live).join()).toContain('Instances "set": colors: 9 numbers for 2 instances: expected 6 or 8')
  await stage.apply({ op: 'update', nodes: [{ key: 'set', colors: null }] })
  expect([set.instanceColor, told(stage.live)]).toEqual([null, []])
})

test.each([
  [{ primitive: 'Teapot' }, 'primitive: expected "Box", "Sphere"'],
  [{ args: ['wide'] }, 'args[0]: expected a number'],
  [{ primitive: 'Sphere', args: [1, true] }, 'args[1]: expected a number, got true (of Sphere)'],
  [{ quaternions: [0, 0, 0, 1] }, 'quaternions: 4 numbers, expected 8: one instance for each of positions'],
  [{ scales: [1, 1, 1, 1] }, 'scales: 4 numbers, expected 2 or 6'],
  [{ matrices: [1, 2, 3] }, 'matrices: expected 16 numbers for each matrix'],
  [{ colors: [0, 0, 1] }, 'colors: 3 numbers for 2 instances: expected 6 or 8'],
])('%j is told', async (props, problem) => {
  const stage = await loadedStage({ children: [node('Instances', 'set', { positions: [0, 0, 0, 1, 0, 0], ...props })] })
  expect(told(stage.live).join()).toContain(`Instances "set": ${problem}`)
})

test('[EV42] a click says which of the set it was', async () => {
  const stage = await loadedStage({ children: [node('Instances', 'set', { positions: [0, 0, 0, 1, 0, 0] })] })
  const [set] = stage.renderer.scene.findAll(({ instance }) => instance.name === 'set')
  const event = { delta: 0, instanceId: 1, stopPropagation() {}, point: new Vector3(1, 0, 0), distance: 2 }
  await act(async () => stage.renderer.fireEvent(set!, 'click', event))
  expect(stage.events.at(-1)).toMatchObject({ etype: 'ON_CLICK', value: { key: 'set', index: 1 } })
  expect(readEventValue('ON_CLICK', stage.events.at(-1)?.value)).toMatchObject({ key: 'set', index: 1 })
})

test('a material that draws no triangles is refused by name, and the set is drawn as a surface', async () => {
  const stage = await loadedStage({
    children: [node('Instances', 'set', { positions: [0, 0, 0], materialType: 'points' })],
  })
  expect((stage.object<InstanceSet>('set').material as MeshPhysicalMaterial).type).toBe('MeshPhysicalMaterial')
  expect(told(stage.live).join()).toMatch(/set.*materialType: expected a material for triangles, got "points"/)
})
