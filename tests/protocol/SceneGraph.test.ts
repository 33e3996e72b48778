import { beforeEach, describe, expect, test } from 'vitest'
import { type NodeData, type Operation, ProtocolError, type SceneData, SceneGraph } from '../../protocol/index.ts'
import { brokenInvariants, stateOf } from './graphState.ts'

const box = (key: string, props: Record<string, unknown> = {}): NodeData => ({ tag: 'Box', key, ...props })
const group = (key: string, ...children: (NodeData | string)[]): NodeData => ({ tag: 'group', key, children })

let graph: SceneGraph

/** Root children a and g, below g: c, below c: d; in bgChildren: bg. */
beforeEach(() => {
  graph = new SceneGraph()
  const scene: SceneData = {
    tag: 'Scene',
    key: 'scene',
    up: [0, 0, 1],
    children: [box('a', { color: 'red', position: [1, 2, 3] }), group('g', group('c', box('d')))],
    bgChildren: [box('bg')],
  }
  graph.apply({ op: 'set', scene })
})

/** The operation is refused, and nothing of it stays. */
function expectRefused(operation: Operation, message: RegExp, code = 'INVALID_OPERATION'): void {
  const before = structuredClone(stateOf(graph))
  const nodes = [...graph.nodes.values()]
  let error: unknown
  try {
    graph.apply(operation)
  } catch (thrown) {
    error = thrown
  }
  expect(error).toBeInstanceOf(ProtocolError)
  expect((error as ProtocolError).message).toMatch(message)
  expect((error as ProtocolError).code).toBe(code)
  expect(stateOf(graph)).toEqual(before)
  expect([...graph.nodes.values()].every((node, index) => node === nodes[index])).toBe(true)
}

const keysUnder = (key: string) => graph.get(key)?.children

describe('upsert', () => {
  test('[SG1] each node knows its parent and its root list', () => {
    expect(graph.get('d')).toMatchObject({
      key: 'd',
      tag: 'Box',
      props: {},
      parent: 'c',
      slot: 'children',
      children: [],
    })
    expect(graph.get('bg')).toMatchObject({ parent: null, slot: 'bgChildren' })
    expect(graph.depthOf('bg')).toBe(0)
    expect(graph.depthOf('d')).toBe(2)
  })

  test('[SG2] upsert of a nested key changes it in place', () => {
    const change = graph.apply({ op: 'upsert', nodes: [box('d', { color: 'blue' })], to: null })
    expect(graph.get('d')).toMatchObject({ parent: 'c', props: { color: 'blue' } })
    expect(graph.slots.children).toEqual(['a', 'g'])
    expect(change).toMatchObject({ inserted: [], removed: [], patched: [{ key: 'd', props: { color: 'blue' } }] })
  })

  test('[SG2] upsert of a key that exists does not look at "to"', () => {
    graph.apply({ op: 'upsert', nodes: [box('d', { color: 'blue' })], to: 'nobody' })
    expect(graph.get('d')).toMatchObject({ parent: 'c', props: { color: 'blue' } })
  })

  test('[SG3] upsert of a new key adds it once: to the root, to a root list, or under a node', () => {
    for (let time = 0; time < 2; time += 1) {
      graph.apply({ op: 'upsert', nodes: [box('x')], to: null })
      graph.apply({ op: 'upsert', nodes: [box('y')], to: 'htmlChildren' })
      graph.apply({ op: 'upsert', nodes: [box('z')], to: 'a' })
    }
    expect(graph.slots.children).toEqual(['a', 'g', 'x'])
    expect(graph.slots.htmlChildren).toEqual(['y'])
    expect(keysUnder('a')).toEqual(['z'])
  })

  test('[SG15] a new key that is written twice in one list is added, and then changed', () => {
    graph.apply({
      op: 'upsert',
      nodes: [box('x', { color: 'red', opacity: 1 }), { key: 'x', color: 'blue', children: [box('y')] }],
      to: null,
    })
    expect(graph.get('x')).toMatchObject({ tag: 'Box', props: { color: 'blue', opacity: 1 }, children: ['y'] })
    expect(graph.slots.children).toEqual(['a', 'g', 'x'])
  })

  test('[SG15] the second of two entries with one new key is checked too', () => {
    expectRefused({ op: 'upsert', nodes: [box('x'), { key: 'x', children: [box('a')] }], to: null }, /"a" is taken/)
    const forbidden = JSON.parse('{"key":"x","__proto__":1}')
    expectRefused({ op: 'upsert', nodes: [box('x'), forbidden], to: null }, /not allowed as a prop/, 'INVALID_NODE')
  })

  test('[SG15] an entry may change a node that came inside an earlier one', () => {
    graph.apply({ op: 'upsert', nodes: [group('x', box('y')), { key: 'y', color: 'blue' }], to: null })
    expect(graph.get('y')).toMatchObject({ parent: 'x', props: { color: 'blue' } })
  })

  test('[SG15] a key that an earlier entry took away is new again', () => {
    graph.apply({ op: 'upsert', nodes: [{ key: 'g', children: [] }, box('d')], to: null })
    expect(graph.get('d')).toMatchObject({ parent: null })
    expect(graph.has('c')).toBe(false)
    expect(brokenInvariants(graph)).toEqual([])
  })

  test('[SG15] entries cannot bring one key twice', () => {
    const twice: Operation = { op: 'update', nodes: [group('a', box('x')), group('d', box('x'))] }
    expectRefused(twice, /"x" is taken/)
  })

  test('[SG8] a parent that an earlier entry took away is no parent any more', () => {
    expectRefused({ op: 'upsert', nodes: [{ key: 'g', children: [] }, box('x')], to: 'c' }, /no node has the key "c"/)
  })

  test('[SG17] upsert of a new key without a tag is refused', () => {
    expectRefused({ op: 'upsert', nodes: [{ key: 'x' }], to: null }, /"x".*needs a tag/, 'INVALID_NODE')
    expectRefused(
      {
        op: 'upsert',
        nodes: [
          { key: 'g', children: [] },
          { key: 'd', color: 'red' },
        ],
        to: null,
      },
      /"d".*needs a tag/,
      'INVALID_NODE',
    )
  })
})

describe('props', () => {
  test('[SG4] what is not written stays, null takes away, undefined was not written', () => {
    graph.apply({ op: 'update', nodes: [{ key: 'a', color: null, position: undefined, opacity: 0.5 }] })
    expect(graph.get('a')?.props).toEqual({ position: [1, 2, 3], opacity: 0.5 })
  })

  test('[SG4] a prop that is null in a new node is not there', () => {
    graph.apply({ op: 'add', nodes: [box('x', { color: null })], to: null })
    expect(graph.get('x')?.props).toEqual({})
  })

  test('[SG5] another tag changes the type and keeps props and children', () => {
    graph.apply({ op: 'update', nodes: [{ key: 'g', tag: 'VuerGroup' }] })
    expect(graph.get('g')).toMatchObject({ tag: 'VuerGroup', children: ['c'] })
    expectRefused({ op: 'update', nodes: [{ key: 'a', tag: '' }] }, /tag: expected/, 'INVALID_NODE')
    expectRefused({ op: 'update', nodes: [{ key: 'a', tag: null as never }] }, /tag: expected/, 'INVALID_NODE')
  })

  test('[SG19] names that reach a prototype are refused, also inside "**"', () => {
    const prop = JSON.parse('{"key":"a","__proto__":{"x":1}}')
    expectRefused({ op: 'update', nodes: [prop] }, /"__proto__" is not allowed/, 'INVALID_NODE')
    const spread = { tag: 'Box', key: 'x', '**': JSON.parse('{"__proto__":{"x":1}}') }
    expectRefused({ op: 'add', nodes: [spread], to: null }, /"__proto__" is not allowed/, 'INVALID_NODE')
    const nested = { tag: 'group', key: 'x', children: [{ tag: 'Box', key: 'y', constructor: 1 }] }
    expectRefused({ op: 'add', nodes: [nested as never], to: null }, /"constructor" is not allowed/, 'INVALID_NODE')
    expectRefused({ op: 'set', scene: { tag: 'Scene', prototype: 1 } }, /"prototype" is not allowed/, 'INVALID_NODE')
  })

  test('[SG24] "**" is spread, and what is written beside it wins', () => {
    graph.apply({ op: 'add', nodes: [box('x', { '**': { 'shadow-bias': 1, color: 'red' }, color: 'blue' })], to: null })
    expect(graph.get('x')?.props).toEqual({ 'shadow-bias': 1, color: 'blue' })
    graph.apply({ op: 'update', nodes: [{ key: 'x', '**': { 'shadow-bias': null } }] })
    expect(graph.get('x')?.props).toEqual({ color: 'blue' })
  })

  test('[SG24] children inside "**" are checked like others', () => {
    const hidden = box('x', { '**': { children: [box('a')] } })
    expectRefused({ op: 'add', nodes: [hidden], to: null }, /"a" is taken/)
    expectRefused(
      { op: 'add', nodes: [group('x', box('y', { '**': { children: [box('x')] } }))], to: null },
      /two/,
      'INVALID_NODE',
    )
  })

  test('[SG24] a "**" inside "**" is left out', () => {
    graph.apply({ op: 'add', nodes: [box('x', { '**': { '**': { color: 'red' } } })], to: null })
    expect(graph.get('x')?.props).toEqual({})
  })
})

describe('children of a change', () => {
  test('[SG6] children replace all children; a key may come back', () => {
    const change = graph.apply({ op: 'update', nodes: [group('g', box('x'), group('d', box('y')))] })
    expect(keysUnder('g')).toEqual(['x', 'd'])
    expect(keysUnder('d')).toEqual(['y'])
    expect(graph.has('c')).toBe(false)
    expect(change.structural.has('g')).toBe(true)
    expect(brokenInvariants(graph)).toEqual([])
  })

  test.each([[null], [[]]])('[SG6] children %j take all children away', (children) => {
    graph.apply({ op: 'update', nodes: [{ key: 'g', children: children as never }] })
    expect(keysUnder('g')).toEqual([])
    expect(graph.has('d')).toBe(false)
  })

  test('[SG16] a node is neither its own child nor below itself', () => {
    expectRefused({ op: 'update', nodes: [group('g', box('g'))] }, /two nodes have the key "g"/, 'INVALID_NODE')
    expectRefused({ op: 'update', nodes: [group('c', box('g'))] }, /"g" cannot be a child of its own descendant/)
    expectRefused({ op: 'upsert', nodes: [group('d', group('x', box('g')))], to: null }, /"g" cannot be a child/)
    expectRefused(
      { op: 'add', nodes: [group('x', group('x'))], to: null },
      /two nodes have the key "x"/,
      'INVALID_NODE',
    )
  })

  test('[SG7] children cannot bring a key that another part of the scene has', () => {
    expectRefused({ op: 'update', nodes: [group('c', box('a'))] }, /"a" is taken/)
  })

  test.each([['text'], [0], [false], [{ tag: 'Box', key: 'x' }]])(
    '[SG17] children must be a list, not %j',
    (children) => {
      const written = children as never
      expectRefused({ op: 'update', nodes: [{ key: 'g', children: written }] }, /expected a list/, 'INVALID_NODE')
      expectRefused(
        { op: 'add', nodes: [box('x', { children: written })], to: null },
        /expected a list/,
        'INVALID_NODE',
      )
    },
  )

  test.each([[null], [7], [true], [['x']]])('[SG17] a child must be a node or a string, not %j', (child) => {
    expectRefused({ op: 'add', nodes: [group('x', child as never)], to: null }, /needs a tag/, 'INVALID_NODE')
    expectRefused({ op: 'update', nodes: [group('g', child as never)] }, /needs a tag/, 'INVALID_NODE')
  })
})

describe('add', () => {
  test('[SG7] add puts new nodes at the end, and refuses a key that is taken anywhere', () => {
    graph.apply({ op: 'add', nodes: [box('x'), box('y')], to: 'g' })
    expect(keysUnder('g')).toEqual(['c', 'x', 'y'])
    expectRefused({ op: 'add', nodes: [box('z'), box('d')], to: null }, /Box: the key "d" is taken/)
    expectRefused({ op: 'add', nodes: [group('z', box('bg'))], to: null }, /"bg" is taken/)
    expectRefused({ op: 'add', nodes: [box('z'), group('q', box('z'))], to: null }, /two nodes/, 'INVALID_NODE')
  })

  test('[SG8] "to" must be in the graph before the operation', () => {
    expectRefused({ op: 'add', nodes: [box('x')], to: 'nobody' }, /to: no node has the key "nobody"; add the parent/)
    expectRefused({ op: 'add', nodes: [group('x'), box('y')], to: 'x' }, /no node has the key "x"/)
    expectRefused({ op: 'upsert', nodes: [group('x'), box('y')], to: 'x' }, /no node has the key "x"/)
  })

  test.each([['children'], ['rawChildren'], ['__proto__'], ['prototype'], ['constructor'], ['g/#text0']])(
    '[SG18] the key "%s" is reserved',
    (key) => {
      expectRefused({ op: 'add', nodes: [box(key)], to: null }, /is a reserved name/, 'INVALID_NODE')
      expectRefused({ op: 'update', nodes: [{ key, color: 'red' }] }, /is a reserved name/, 'INVALID_NODE')
    },
  )

  test.each([[''], [undefined], [7], [null]])('[SG18] the key %j is refused', (key) => {
    expectRefused({ op: 'add', nodes: [box(key as never)], to: null }, /expected a non-empty string/, 'INVALID_NODE')
  })
})

describe('update and remove', () => {
  test('[SG9] update of an unknown key does nothing to the scene and is reported', () => {
    const before = stateOf(graph)
    const change = graph.apply({ op: 'update', nodes: [box('nobody', { color: 'red' })] })
    expect(change.missing).toEqual(['nobody'])
    expect(stateOf(graph)).toEqual(before)
  })

  test('[SG10] remove takes the subtree and nothing else', () => {
    const change = graph.apply({ op: 'remove', keys: ['c'] })
    expect(new Set(change.removed)).toEqual(new Set(['c', 'd']))
    expect(graph.has('d')).toBe(false)
    expect(keysUnder('g')).toEqual([])
    expect(graph.slots.children).toEqual(['a', 'g'])
  })

  test('[SG11] remove of an unknown key is reported; a key that went with its parent is not', () => {
    const change = graph.apply({ op: 'remove', keys: ['g', 'd', 'nobody', 'a', 'a'] })
    expect(change.missing).toEqual(['nobody'])
    expect(graph.slots.children).toEqual([])
    expect([...graph.nodes.keys()]).toEqual(['bg'])
  })

  test('[SG11] a child before its parent', () => {
    expect(graph.apply({ op: 'remove', keys: ['d', 'g'] })).toMatchObject({ missing: [], removed: ['d', 'c', 'g'] })
    expect(brokenInvariants(graph)).toEqual([])
  })
})

describe('set', () => {
  test('[SG12] set replaces key, props and all four lists', () => {
    const change = graph.apply({ op: 'set', scene: { tag: 'Scene', children: [box('d')] } })
    expect(graph.toJSON()).toEqual({ tag: 'Scene', children: [box('d')] })
    expect(change.scene).toBe(true)
    expect(new Set(change.removed)).toEqual(new Set(['a', 'g', 'c', 'd', 'bg']))
    expect(change.inserted).toEqual(['d'])
  })

  test('[SG12] one key in two lists of a scene is refused', () => {
    const scene: SceneData = { tag: 'Scene', children: [box('x')], rawChildren: [group('y', box('x'))] }
    expectRefused({ op: 'set', scene }, /two nodes have the key "x"/, 'INVALID_NODE')
    expectRefused({ op: 'set', scene: { tag: 'Scene', children: 'text' as never } }, /expected a list/, 'INVALID_NODE')
  })

  test('[SG13] with keepAbsentSlots, lists that are not written stay, props merge, and the key stays', () => {
    graph.apply({
      op: 'set',
      scene: { tag: 'Scene', key: 'other', background: '#000', children: [box('x')] },
      keepAbsentSlots: true,
    })
    expect(graph.toJSON()).toEqual({
      tag: 'Scene',
      key: 'scene',
      up: [0, 0, 1],
      background: '#000',
      children: [box('x')],
      bgChildren: [box('bg')],
    })
  })

  test('[SG13] with keepAbsentSlots, a key that stays in another list is taken', () => {
    const scene: SceneData = { tag: 'Scene', children: [group('x', box('bg'))] }
    expectRefused({ op: 'set', scene, keepAbsentSlots: true }, /"bg" is taken/)
    graph.apply({ op: 'set', scene: { ...scene, bgChildren: [box('a')] }, keepAbsentSlots: true })
    expect(graph.get('bg')?.parent).toBe('x')
    expect(brokenInvariants(graph)).toEqual([])
  })
})

describe('text', () => {
  test('[SG20] strings keep their place among children and come back as strings', () => {
    const children = ['one', box('x'), 'two', 'two', '']
    graph.apply({ op: 'set', scene: { tag: 'Scene', htmlChildren: ['loose', { tag: 'p', key: 'p', children }] } })
    expect(graph.toJSON().htmlChildren).toEqual(['loose', { tag: 'p', key: 'p', children }])
    graph.apply({ op: 'add', nodes: ['three'], to: 'p' })
    graph.apply({ op: 'remove', keys: ['x'] })
    expect(graph.nodeData('p')).toEqual({ tag: 'p', key: 'p', children: ['one', 'two', 'two', '', 'three'] })
    graph.apply({ op: 'update', nodes: [{ key: 'p', children: ['new'] }] })
    expect(graph.nodeData('p')).toEqual({ tag: 'p', key: 'p', children: ['new'] })
    expect(brokenInvariants(graph)).toEqual([])
  })

  test('[SG20] no operation reaches a text by its key in the table', () => {
    graph.apply({ op: 'add', nodes: [{ tag: 'p', key: 'p', children: ['text'] }], to: null })
    const [textKey] = keysUnder('p')!
    expectRefused({ op: 'update', nodes: [{ key: textKey!, text: 'x' }] }, /reserved/, 'INVALID_NODE')
    expectRefused({ op: 'add', nodes: [box('x')], to: textKey! }, /no node has the key/)
    expectRefused({ op: 'add', nodes: ['one', box('children/#text3')], to: null }, /reserved/, 'INVALID_NODE')
    expect(graph.apply({ op: 'remove', keys: [textKey!] }).missing).toEqual([textKey])
    expect(graph.nodeData('p')).toEqual({ tag: 'p', key: 'p', children: ['text'] })
  })

  test('[SG20] a text is written as a string, not as a node', () => {
    const node = { tag: '#text', key: 't', text: 'x' }
    expectRefused({ op: 'add', nodes: [node], to: null }, /written as a string/, 'INVALID_NODE')
    expectRefused({ op: 'update', nodes: [{ key: 'a', tag: '#text' }] }, /written as a string/, 'INVALID_NODE')
  })

  test('[SG20] ten thousand strings are no work', () => {
    const started = performance.now()
    graph.apply({ op: 'add', nodes: Array.from({ length: 10_000 }, String), to: 'a' })
    expect(performance.now() - started).toBeLessThan(1000)
  })
})

describe('depth', () => {
  const chain = (depth: number, prefix: string): NodeData =>
    depth === 0 ? box(`${prefix}0`) : group(`${prefix}${depth}`, chain(depth - 1, prefix))

  test('[SG21] a node may have 48 nodes above it and no more', () => {
    graph.apply({ op: 'add', nodes: [chain(48, 'x')], to: null })
    expect(graph.depthOf('x0')).toBe(48)
    expectRefused({ op: 'add', nodes: [chain(49, 'y')], to: null }, /deeper than 48/, 'INVALID_NODE')
  })

  test('[SG21] depth counts from the root, also where nodes are added below others', () => {
    graph.apply({ op: 'add', nodes: [chain(47, 'x')], to: 'a' })
    expectRefused({ op: 'add', nodes: [box('y')], to: 'x0' }, /deeper than 48/, 'INVALID_NODE')
    expectRefused({ op: 'add', nodes: ['text'], to: 'x0' }, /deeper than 48/, 'INVALID_NODE')
    expectRefused({ op: 'upsert', nodes: [box('y')], to: 'x0' }, /deeper than 48/, 'INVALID_NODE')
    expectRefused({ op: 'update', nodes: [group('x0', box('y'))] }, /deeper than 48/, 'INVALID_NODE')
    expectRefused({ op: 'set', scene: { tag: 'Scene', children: [chain(49, 'y')] } }, /deeper/, 'INVALID_NODE')
  })
})

describe('what apply tells', () => {
  test('[SG25] a change names the props that had the written value before, if it is asked to compare', () => {
    const comparing = new SceneGraph({ comparesProps: true })
    comparing.apply({ op: 'set', scene: graph.toJSON() })
    const nodes = [
      { key: 'a', color: 'red', position: [1, 2, 4] },
      { key: 'd', color: null },
    ]
    const change = comparing.apply({ op: 'update', nodes })
    expect(change.patched).toEqual([
      { key: 'a', props: { color: 'red', position: [1, 2, 4] }, repeated: ['color'] },
      { key: 'd', props: { color: null }, repeated: ['color'] },
    ])
    expect(comparing.apply({ op: 'update', nodes: [{ key: 'a', color: 'blue' }] }).patched).toEqual([
      { key: 'a', props: { color: 'blue' } },
    ])
    expect(graph.apply({ op: 'update', nodes: [{ key: 'a', color: 'red' }] }).patched).toEqual([
      { key: 'a', props: { color: 'red' } },
    ])
  })

  test('[SG25] a change names what it touched', () => {
    const change = graph.apply({
      op: 'upsert',
      nodes: [
        { key: 'a', tag: 'Sphere', color: 'blue' },
        { key: 'c', children: [box('x')] },
        { tag: 'Box', key: 'y' },
      ],
      to: 'rawChildren',
    })
    expect(change).toEqual({
      structural: new Set(['a', 'c']),
      slots: new Set(['rawChildren']),
      inserted: ['x', 'y'],
      removed: ['d'],
      patched: [
        { key: 'a', props: { color: 'blue' } },
        { key: 'c', props: {} },
      ],
      missing: [],
      scene: false,
    })
  })

  test('[SG14] an operation that fails at its last node has changed nothing', () => {
    const nodes = [{ key: 'a', color: 'blue' }, { key: 'g', children: [box('x')] }, box('y'), { key: 'no tag' }]
    expectRefused({ op: 'upsert', nodes, to: null }, /needs a tag/, 'INVALID_NODE')
    expectRefused({ op: 'update', nodes: [{ key: 'a', color: 'blue' }, { key: '' }] }, /non-empty/, 'INVALID_NODE')
  })
})
