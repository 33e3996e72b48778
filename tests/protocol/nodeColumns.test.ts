import { describe, expect, test } from 'vitest'
import {
  decodeFrame,
  encodeFrame,
  type NodePatch,
  operationMessage,
  ProtocolError,
  packedOperation,
  plainOperation,
  readServerMessage,
  SceneGraph,
} from '../../protocol/index.ts'
import { fromColumns, toColumns } from '../../protocol/nodeColumns.ts'
import { anyValue } from './anyValue.ts'
import { SeededRandom } from './seededRandom.ts'

const nodes = (count: number, props: (index: number) => Record<string, unknown>): NodePatch[] =>
  Array.from({ length: count }, (_, index) => ({ key: `box-${index}`, ...props(index) }))

const columnsOf = (list: readonly NodePatch[]) => toColumns(list)?.columns

describe('[OP13] nodes as columns', () => {
  test('numbers that all nodes have stand together, what all share stands once, and the rest one by one', () => {
    const list = nodes(8, (index) => ({
      tag: 'Box',
      args: [1, 2, 3],
      position: [index, 0.5, -1],
      intensity: index / 2,
      color: index % 2 ? 'red' : 'blue',
      material: { roughness: index },
      data: index === 3 ? null : [index],
    }))
    expect(toColumns(list)).toEqual({
      keys: list.map(({ key }) => key),
      columns: [
        { name: 'tag', all: 'Box' },
        { name: 'args', all: [1, 2, 3] },
        { name: 'position', width: 3, numbers: Float64Array.from(list.flatMap((_, index) => [index, 0.5, -1])) },
        { name: 'intensity', numbers: Float64Array.from(list, (_, index) => index / 2) },
        { name: 'color', each: list.map(({ color }) => color) },
        { name: 'material', each: list.map(({ material }) => material) },
        { name: 'data', each: list.map(({ data }) => data) },
      ],
    })
  })

  test('are left to nodes that differ in what they write, to few, and to changes of structure', () => {
    const position = [1, 2, 3]
    expect(columnsOf(nodes(7, () => ({ position })))).toBeUndefined()
    expect(columnsOf(nodes(8, () => ({})))).toBeUndefined()
    expect(columnsOf(nodes(8, (index) => (index === 7 ? { position, color: 'red' } : { position })))).toBeUndefined()
    expect(columnsOf(nodes(8, (index) => (index === 7 ? {} : { position })))).toBeUndefined()
    expect(columnsOf(nodes(8, (index) => (index === 7 ? { color: position } : { position })))).toBeUndefined()
    expect(columnsOf(nodes(8, (index) => ({ position: index === 7 ? undefined : position })))).toBeUndefined()
    expect(columnsOf(nodes(8, () => ({ children: [] })))).toBeUndefined()
    expect(columnsOf(nodes(8, () => ({ '**': { position } })))).toBeUndefined()
    expect(columnsOf(nodes(8, () => Object.create({ position })))).toBeUndefined()
    expect(columnsOf(nodes(8, () => Object.fromEntries(Array.from({ length: 257 }, (_, i) => [`p${i}`, 1]))))).toBe(
      undefined,
    )
  })

  test('say the same as the nodes one by one, whatever their values are', () => {
    const random = new SeededRandom()
    let packed = 0
    for (let count = 0; count < 500; count += 1) {
      const names = [...new Set(random.list(5, () => random.pick(['a', 'b', 'c', 'd', 'tag'])))]
      const makers = names.map((name) => {
        const value = anyValue(random, 1)
        const width = random.below(5)
        const make = random.pick<() => unknown>([
          () => value,
          () => anyValue(random, 1) ?? null,
          () => random.next(),
          () => random.below(3) - 1,
          () => Array.from({ length: width }, () => random.next()),
          () => Array.from({ length: width }, () => random.below(2)),
        ])
        return [name, make] as const
      })
      const list = nodes(random.below(20), () => Object.fromEntries(makers.map(([name, make]) => [name, make()])))
      const content = toColumns(list)
      if (!content) continue
      packed += 1
      const plain = { op: 'update', nodes: list } as const
      const frames = [packedOperation(plain), plain].map((each) => encodeFrame(operationMessage(each, 1), 'vuer-xr'))
      const [there, plainly] = frames.map((frame) => readServerMessage(decodeFrame(frame)))
      if (there?.kind !== 'operation' || plainly?.kind !== 'operation') throw new Error('no operation')
      expect(fromColumns(content), `SEED=${random.seed}`).toEqual(list)
      expect(plainOperation(there.operation), `SEED=${random.seed}`).toEqual(plainly.operation)
    }
    expect(packed).toBeGreaterThan(100)
  })

  test('are much shorter for nodes that move', () => {
    const list = nodes(1000, (index) => ({ tag: 'Box', args: [0.1, 0.1, 0.1], position: [index / 7, index / 9, 0.1] }))
    const size = (operation: Parameters<typeof operationMessage>[0]) =>
      encodeFrame(operationMessage(operation, 1), 'vuer-xr').length
    const plain = { op: 'upsert', nodes: list, to: null } as const
    expect(size(packedOperation(plain))).toBeLessThan(size(plain) / 2.5)
  })
})

describe('[OP14] columns of another shape are refused, and nothing has changed', () => {
  const keys = ['a', 'b']
  const numbers = Float64Array.of(1, 2, 3, 4, 5, 6)
  const column = { name: 'position', numbers, width: 3 }
  test.each<[string, Record<string, unknown>, RegExp]>([
    ['no keys', { columns: [column] }, /UPDATE: data.keys/],
    ['keys that are no texts', { keys: [1, 2], columns: [column] }, /data.keys/],
    ['columns that are no list', { keys, columns: { position: numbers } }, /data.columns/],
    ['too many columns', { keys, columns: Array(257).fill(column) }, /at most 256/],
    ['no name', { keys, columns: [{ numbers, width: 3 }] }, /columns\[0\]/],
    ['two of a name', { keys, columns: [column, column] }, /columns\[1\]\.name: expected another name than "position"/],
    ['a key', { keys, columns: [{ name: 'key', all: 'c' }] }, /columns\[0\]\.name/],
    ['children', { keys, columns: [{ name: 'children', all: [] }] }, /columns\[0\]\.name/],
    ['a spread', { keys, columns: [{ name: '**', all: {} }] }, /columns\[0\]\.name/],
    ['a prototype', { keys, columns: [{ name: 'constructor', all: 1 }] }, /columns\[0\]\.name/],
    ['nothing in it', { keys, columns: [{ name: 'position' }] }, /a value for each of 2 nodes/],
    ['too few numbers', { keys, columns: [{ ...column, numbers: numbers.subarray(1) }] }, /columns\[0\]/],
    ['too many', { keys: ['a'], columns: [column] }, /columns\[0\]/],
    ['no width that counts', { keys, columns: [{ ...column, width: 0 }] }, /columns\[0\]/],
    ['a broken width', { keys, columns: [{ ...column, width: 1.5 }] }, /columns\[0\]/],
    ['numbers in a list', { keys, columns: [{ ...column, numbers: [...numbers] }] }, /columns\[0\]/],
    ['too few values', { keys, columns: [{ name: 'color', each: ['red'] }] }, /columns\[0\]/],
  ])('%s', (_, data, message) => {
    const read = () => readServerMessage({ etype: 'UPDATE', ts: 1, data })
    expect(read).toThrow(ProtocolError)
    expect(read).toThrow(message)
  })

  test('and one with a `tag` for each, or a node that nobody has, is applied as the nodes one by one', () => {
    const graph = new SceneGraph()
    graph.apply({ op: 'set', scene: { tag: 'Scene', children: [{ tag: 'Box', key: 'a' }] } })
    const content = { keys: ['a', 'b'], columns: [{ name: 'tag', each: ['Sphere', 'Box'] }, column] }
    const update = graph.apply({ op: 'columns', as: 'update', content, to: null })
    expect(update).toMatchObject({ missing: ['b'], structural: new Set(['a']) })
    expect(graph.get('a')).toMatchObject({ tag: 'Sphere', props: { position: [1, 2, 3] } })
    graph.apply({ op: 'columns', as: 'upsert', content, to: 'a' })
    expect(graph.get('b')).toMatchObject({ tag: 'Box', parent: 'a', props: { position: [4, 5, 6] } })
  })
})
