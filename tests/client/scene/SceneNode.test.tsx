import type { Mesh, Object3D, Sprite } from 'three'
import { describe, expect, test, vi } from 'vitest'
import { node, testStage } from './testStage.tsx'

const labelIn = (object: Object3D) =>
  object.children.find((child): child is Sprite => child.type === 'Sprite')?.userData.label

describe('a view that fails', () => {
  test('is a marker with key and reason where the node is; the rest of the scene lives on', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {})
    const stage = await testStage({
      children: [
        node('Plane', 'broken', { args: [1, 1, 99999], position: [1, 2, 3] }, node('Sphere', 'child')),
        node('Box', 'fine'),
      ],
    })
    const broken = stage.object('broken')
    expect(labelIn(broken)).toBe('Plane “broken”\nargs[2]: 99999 is too many, at most 1024')
    expect(broken.position.toArray()).toEqual([1, 2, 3])
    expect(stage.object('child').parent).toBe(broken)
    expect(stage.object('fine').type).toBe('Mesh')
    expect(stage.live.problems.all.get('broken')).toBe('Plane "broken": args[2]: 99999 is too many, at most 1024')
  })

  test('is tried again when its node changes', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {})
    const stage = await testStage({
      children: [node('Plane', 'broken', { args: [1, 1, 99999] }, node('Box', 'child'))],
    })
    await stage.apply({ op: 'update', nodes: [{ key: 'broken', args: [2, 1, 1] }] })
    expect((stage.object('broken') as Mesh).geometry.type).toBe('PlaneGeometry')
    expect(stage.object('child').parent).toBe(stage.object('broken'))
    expect(stage.live.problems.all.size).toBe(0)
  })
})

describe('a node of a type that this viewer does not know', () => {
  test('is a marker with its tag that is placed and holds its children', async () => {
    const stage = await testStage({ children: [node('MuJoCo', 'robot', { position: [1, 0, 0] }, node('Box', 'hand'))] })
    expect(labelIn(stage.object('robot'))).toContain('MuJoCo “robot”')
    expect(stage.object('hand').parent).toBe(stage.object('robot'))
    await stage.apply({ op: 'update', nodes: [{ key: 'robot', position: [5, 0, 0] }] })
    expect(stage.object('robot').position.x).toBe(5)
    expect(stage.heard).toEqual(['MuJoCo "robot": this viewer does not know this type of node'])
  })

  test('is only told of where a scene keeps its tools', async () => {
    const stage = await testStage({
      bgChildren: [node('Telemetry', 'telemetry'), node('Skybox', 'sky', { position: [0, 0, 0] })],
      htmlChildren: [node('Slider', 'slider')],
    })
    expect(labelIn(stage.object('telemetry'))).toBeUndefined()
    expect(labelIn(stage.object('sky'))).toContain('Skybox')
    expect(stage.find('slider')).toBeUndefined()
    expect([...stage.live.problems.all.keys()].sort()).toEqual(['sky', 'telemetry'])
  })

  test('becomes what it should be when its tag is corrected', async () => {
    const stage = await testStage({ children: [node('Bocks', 'box', { position: [0, 1, 0] })] })
    await stage.apply({ op: 'update', nodes: [{ key: 'box', tag: 'Box' }] })
    expect(stage.object('box').type).toBe('Mesh')
    expect(stage.object('box').position.y).toBe(1)
    expect(stage.live.problems.all.size).toBe(0)
  })
})

test('a prop of the wrong form is told with its node, and the rest of the node is drawn', async () => {
  const stage = await testStage({ children: [node('Box', 'box', { args: ['wide'], position: [1, 0, 0] })] })
  expect(stage.object('box').position.x).toBe(1)
  expect(stage.live.problems.all.get('box')).toBe('Box "box": args[0]: expected a number, got "wide"')
  await stage.apply({ op: 'update', nodes: [{ key: 'box', position: [1, 2] }] })
  expect(stage.live.problems.all.get('box')).toContain('position: expected 3 numbers')
  await stage.apply({ op: 'update', nodes: [{ key: 'box', position: [1, 2, 3], args: null }] })
  expect(stage.live.problems.all.size).toBe(0)
  expect(stage.object('box').position.toArray()).toEqual([1, 2, 3])
})

test('a text draws nothing', async () => {
  const stage = await testStage({ children: ['hello', node('Box', 'box')] })
  expect(stage.all().filter(({ name }) => name !== '')).toHaveLength(1)
})

test('a node that is removed and inserted again in one operation, elsewhere, is there once', async () => {
  const stage = await testStage({ children: [node('Group', 'g', {}, node('Box', 'box', { position: [1, 0, 0] }))] })
  await stage.apply({ op: 'set', scene: { tag: 'Scene', children: [node('Box', 'box', { position: [2, 0, 0] })] } })
  expect(stage.object('box').parent?.name).toBe('')
  expect(stage.object('box').position.x).toBe(2)
  await stage.apply({ op: 'update', nodes: [{ key: 'box', position: [3, 0, 0] }] })
  expect(stage.object('box').position.x).toBe(3)
})
