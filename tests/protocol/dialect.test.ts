import { beforeEach, describe, expect, test } from 'vitest'
import { adoptOperation, type NodeData, type Operation, SceneGraph } from '../../protocol/index.ts'
import { brokenInvariants, stateOf } from './graphState.ts'
import { RandomOperations } from './randomOperations.ts'
import { SeededRandom } from './seededRandom.ts'

let graph: SceneGraph

beforeEach(() => {
  graph = new SceneGraph()
  const children = [box('a', { color: 'red' }), { tag: 'group', key: 'g', children: [box('c')] }]
  graph.apply({ op: 'set', scene: { tag: 'Scene', up: [0, 0, 1], children, bgChildren: [box('bg'), box('hands')] } })
})

const box = (key: unknown, props: Record<string, unknown> = {}) => ({ tag: 'Box', key, ...props }) as NodeData

/** Adopts and applies; returns the notes. */
function adopt(operation: Operation): string[] {
  const adopted = adoptOperation(operation, graph)
  graph.apply(adopted.operation)
  expect(brokenInvariants(graph)).toEqual([])
  return adopted.notes
}

describe('SET', () => {
  test('[AD1] lists that are absent or null stay, written ones replace, props merge', () => {
    const scene = {
      tag: 'Scene' as const,
      key: '7',
      background: '#000',
      children: [box('x')],
      bgChildren: null as never,
    }
    expect(adopt({ op: 'set', scene })).toEqual([])
    expect(graph.toJSON()).toEqual({
      tag: 'Scene',
      up: [0, 0, 1],
      background: '#000',
      children: [box('x')],
      bgChildren: [box('bg'), box('hands')],
    })
  })

  test('[AD1] an empty list empties', () => {
    adopt({ op: 'set', scene: { tag: 'Scene', bgChildren: [] } })
    expect(graph.slots).toMatchObject({ children: ['a', 'g'], bgChildren: [] })
  })

  test('[AD2] a node that stays makes way for one that was set with its key', () => {
    const scene = { tag: 'Scene' as const, bgChildren: [box('c', { color: 'blue' })], rawChildren: [box('a')] }
    expect(adopt({ op: 'set', scene })).toEqual([
      'Box: the node "a" of before made way for the one that was set',
      'Box: the node "c" of before made way for the one that was set',
    ])
    expect(graph.toJSON()).toMatchObject({
      children: [{ tag: 'group', key: 'g' }],
      bgChildren: [box('c', { color: 'blue' })],
      rawChildren: [box('a')],
    })
  })

  test('[AD15] the same scene twice is the same scene', () => {
    const scene = { tag: 'Scene' as const, children: [{ tag: 'Box' } as never, box('a'), box('a'), 'text' as never] }
    adopt({ op: 'set', scene })
    const before = stateOf(graph)
    adopt({ op: 'set', scene })
    expect(stateOf(graph)).toEqual(before)
  })
})

describe('keys', () => {
  test('[AD3] a second node with a key is kept under another, and told', () => {
    const notes = adopt({ op: 'add', nodes: [box('a'), box('x'), box('x'), box('x')], to: 'g' })
    expect(graph.get('g')?.children).toEqual(['c', 'a~2', 'x', 'x~2', 'x~3'])
    expect(notes).toHaveLength(3)
    expect(notes[0]).toBe('Box: the key "a" is taken or reserved, so this node is kept as "a~2"')
  })

  test('[AD4] a node without a key gets one from its tag, without a note', () => {
    expect(adopt({ op: 'add', nodes: [box(undefined), box(null), box('')], to: 'rawChildren' })).toEqual([])
    expect(graph.slots.rawChildren).toEqual(['Box#', 'Box#~2', 'Box#~3'])
  })

  test('[AD8] numbers as keys are strings', () => {
    adopt({ op: 'set', scene: { tag: 'Scene', children: [box(7, { children: [box(8)] })] } })
    adopt({ op: 'upsert', nodes: [{ key: 8 as never, color: 'red' }], to: null })
    adopt({ op: 'update', nodes: [{ key: 7 as never, color: 'blue' }] })
    expect(graph.nodeData('7')).toEqual(box('7', { color: 'blue', children: [box('8', { color: 'red' })] }))
  })

  test('[AD9] reserved keys are replaced, reserved names of props left out', () => {
    const reserved = JSON.parse('{"tag":"Box","key":"x","__proto__":{"y":1},"constructor":2,"color":"red"}')
    expect(adopt({ op: 'add', nodes: [box('children'), box('g/#text0'), reserved], to: 'htmlChildren' })).toHaveLength(
      2,
    )
    expect(graph.slots.htmlChildren).toEqual(['Box~2', 'Box~3', 'x'])
    expect(graph.get('x')?.props).toEqual({ color: 'red' })
    adopt({ op: 'update', nodes: [{ ...reserved, color: 'blue' }] })
    expect(graph.get('x')?.props).toEqual({ color: 'blue' })
  })

  test('[AD12] a change without a key, or of a reserved one, is left out; a tag that is no name does not count', () => {
    const nodes = [
      { color: 'x' } as never,
      { key: 'children', color: 'x' },
      { key: 'a', tag: null as never, color: 'blue' },
    ]
    expect(adopt({ op: 'update', nodes })).toHaveLength(2)
    expect(graph.get('a')).toMatchObject({ tag: 'Box', props: { color: 'blue' } })
  })

  test('[SG9] a change of an unknown key stays one, so that it is reported', () => {
    const adopted = adoptOperation({ op: 'update', nodes: [{ key: 'nobody', children: 7 as never }] }, graph)
    expect(graph.apply(adopted.operation).missing).toEqual(['nobody'])
  })
})

describe('structure', () => {
  test('[AD5] a node without a tag is left out, and told', () => {
    const nodes = [{ key: 'x' } as never, box('y', { children: [{ key: 'z' }] }), { tag: '#text', key: 't' }]
    expect(adopt({ op: 'add', nodes, to: null })).toHaveLength(3)
    expect(graph.slots.children).toEqual(['a', 'g', 'y'])
    expect(graph.get('y')?.children).toEqual([])
  })

  test('[AD6] below a parent that nobody has, nothing is added, and known nodes change all the same', () => {
    expect(adopt({ op: 'add', nodes: [box('x')], to: 'nobody' })).toHaveLength(1)
    expect(adopt({ op: 'upsert', nodes: [box('x'), box('c', { color: 'red' })], to: 'nobody' })).toHaveLength(1)
    expect(graph.has('x')).toBe(false)
    expect(graph.get('c')?.props).toEqual({ color: 'red' })
  })

  test.each([
    ['text', ['text']],
    [5, ['5']],
    [box('x'), [box('x')]],
    [
      [7, null, true, 'a', undefined, [box('y')]],
      ['7', 'a'],
    ],
    [null, undefined],
  ])('[AD7] children %j', (children, expected) => {
    adopt({ op: 'add', nodes: [{ tag: 'p', key: 'p', children: children as never }], to: null })
    expect((graph.nodeData('p') as NodeData).children).toEqual(expected)
  })

  test('[AD10] an upsert that names a new key twice adds it and then changes it', () => {
    expect(adopt({ op: 'upsert', nodes: [box('x', { color: 'red' }), { key: 'x', opacity: 1 }], to: 'g' })).toEqual([])
    expect(graph.get('g')?.children).toEqual(['c', 'x'])
    expect(graph.get('x')?.props).toEqual({ color: 'red', opacity: 1 })
  })

  test('[AD11] children of a change are adopted too, and those that they replace leave their keys', () => {
    const children = [box('c', { color: 'red' }), box('a'), box(undefined), 'text']
    expect(adopt({ op: 'update', nodes: [{ key: 'g', children }] })).toHaveLength(1)
    expect(graph.get('g')?.children).toEqual(['c', 'a~2', 'Box#', 'g/#text3'])
    expect(graph.get('a')?.parent).toBe(null)
    expect(adopt({ op: 'upsert', nodes: [{ key: 'c', children: [box('g'), box('c')] }], to: null })).toHaveLength(2)
    expect(graph.get('c')?.children).toEqual(['g~2', 'c~2'])
  })

  test('[AD13] what lies deeper than 48 nodes is left out, and told', () => {
    let node = box('last')
    for (let level = 0; level < 52; level += 1) node = { tag: 'group', key: `n${level}`, children: [node] }
    expect(adopt({ op: 'add', nodes: [node], to: 'g' })).toHaveLength(1)
    expect(graph.has('n4')).toBe(true)
    expect(graph.has('n3')).toBe(false)
  })

  test('[AD14] a removal empties groups and leaves them', () => {
    adopt({ op: 'remove', keys: ['c'] })
    expect(graph.nodeData('g')).toEqual({ tag: 'group', key: 'g' })
  })
})

describe('random operations', () => {
  /** What other programs might send: our operations with things in them that ours never have. */
  const strange = (value: unknown, random: SeededRandom): unknown => {
    if (Array.isArray(value))
      return value.map((item) => (random.chance(0.02) ? random.pick([null, 7]) : strange(item, random)))
    if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value
    const copy = Object.fromEntries(Object.entries(value).map(([name, item]) => [name, strange(item, random)]))
    if (!('tag' in copy || 'key' in copy)) return copy
    if (random.chance(0.05)) copy.key = random.pick([undefined, null, '', 7, {}])
    if (random.chance(0.03)) copy.tag = random.pick([undefined, null, 7, '', '#text'])
    if (random.chance(0.05)) copy.children = random.pick([null, 'text', 7, true, { tag: 'Box', key: 'a' }, [[]]])
    return copy
  }

  test('[AD15] whatever comes is brought into a form that applies', () => {
    const random = new SeededRandom()
    for (let sequence = 0; sequence < 60; sequence += 1) {
      const operations = new RandomOperations(random)
      graph = new SceneGraph()
      for (let count = 0; count < 80; count += 1) {
        const operation = operations.next()
        if (operation.op === 'set') operation.scene = { ...(strange(operation.scene, random) as object), tag: 'Scene' }
        else if (operation.op !== 'remove')
          operation.nodes = operation.nodes.map((node) =>
            typeof node === 'string' ? node : strange(node, random),
          ) as never
        try {
          adopt(operation)
        } catch (error) {
          throw new Error(`SEED=${random.seed}: ${String(error)} after ${JSON.stringify(operation)}`, { cause: error })
        }
      }
    }
  })

  test('[AD16] a node that an operation brings makes way for what the same operation puts in its place', () => {
    const graph = new SceneGraph()
    graph.apply({ op: 'add', nodes: [{ tag: 'Group', key: 'c' }], to: null })
    const again = { tag: 'Group', key: 'c', children: [{ tag: 'Box', key: 'i' }] }
    const nodes = [{ tag: 'Sphere', key: 'i' }, again]
    const { operation, notes } = adoptOperation({ op: 'upsert', nodes, to: 'c' }, graph)
    graph.apply(operation)
    expect(graph.get('c')?.children).toEqual(['i'])
    expect(graph.get('i')?.tag).toBe('Box')
    expect(notes).toEqual([])
  })

  test('[AD16] what already fits means the same adopted or not', () => {
    const random = new SeededRandom()
    let compared = 0
    for (let sequence = 0; sequence < 60; sequence += 1) {
      const operations = new RandomOperations(random)
      const plain = new SceneGraph()
      const adopting = new SceneGraph()
      for (let count = 0; count < 80; count += 1) {
        let operation = operations.next()
        if (operation.op === 'set') operation = { ...operation, keepAbsentSlots: true }
        const { operation: adopted } = adoptOperation(operation, adopting)
        try {
          plain.apply(operation)
        } catch {
          continue
        }
        adopting.apply(adopted)
        compared += 1
        expect(stateOf(adopting), `SEED=${random.seed} after ${JSON.stringify(operation)}`).toEqual(stateOf(plain))
      }
    }
    expect(compared).toBeGreaterThan(500)
  })
})
