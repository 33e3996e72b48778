import { describe, expect, test } from 'vitest'
import {
  Box,
  Cylinder,
  checkNode,
  DefaultScene,
  decodeFrame,
  encodeFrame,
  Group,
  Hands,
  isKnownTag,
  NODE_TYPES,
  type NodeData,
  PerspectiveCamera,
  resolveProps,
  Scene,
  SceneGraph,
  Sphere,
} from '../../protocol/index.ts'
import { refusal } from '../support/refusal.ts'

describe('builders', () => {
  test('a node of bgChildren takes the place of the default scene’s with its key', () => {
    const { bgChildren = [] } = DefaultScene({ bgChildren: [Hands({ fps: 60 }), Box({ key: 'more' })] })
    const hands = bgChildren.filter((node) => typeof node === 'object' && node.tag === 'Hands')
    expect(hands).toEqual([{ tag: 'Hands', key: 'hands', fps: 60 }])
    expect(bgChildren.at(-1)).toMatchObject({ key: 'more' })
  })

  test('[ND1] a node holds what was written and no defaults', () => {
    expect(Box({ key: 'cube', args: [0.2, 0.2, 0.2] })).toEqual({ tag: 'Box', key: 'cube', args: [0.2, 0.2, 0.2] })
  })

  test('[ND2] undefined was not written, null was', () => {
    const node = Box({ key: 'cube', color: undefined, material: null })
    expect(Object.keys(node).sort()).toEqual(['key', 'material', 'tag'])
    expect(node.material).toBeNull()
  })

  test('[ND3] without a key: that of the type, or one that is new', () => {
    expect(Hands().key).toBe('hands')
    expect(PerspectiveCamera({ key: 'ego' }).key).toBe('ego')
    const [first, second] = [Box(), Box()]
    expect(first.key).toMatch(/^Box#\d+$/)
    expect(second.key).not.toBe(first.key)
    expect(Sphere().key).toMatch(/^Sphere#\d+$/)
  })

  test('[ND4] children come after the props; null, undefined and false are left out', () => {
    const child = Box({ key: 'b' })
    expect(Group({ key: 'g' }, child, null, undefined, false, 'text')).toEqual({
      tag: 'VuerGroup',
      key: 'g',
      children: [child, 'text'],
    })
    expect('children' in Group({ key: 'g' }, null)).toBe(false)
  })

  test.each<[string, () => unknown, string]>([
    [
      'of a list',
      () => Box({ key: 'cube', args: [1, 'wide' as never] }),
      'Box "cube": args[1]: expected a number, got "wide"',
    ],
    [
      'of a flag',
      () => Cylinder({ key: 'c', castShadow: 1 as never }),
      'Cylinder "c": castShadow: expected true or false, got 1',
    ],
    [
      'of a choice',
      () => Box({ key: 'c', side: 'inside' as never }),
      'Box "c": side: expected "front", "back" or "double", got "inside"',
    ],
    ['of a length', () => Box({ key: 'c', position: [1, 2] }), 'Box "c": position: expected 3 numbers'],
    [
      'of a range',
      () => PerspectiveCamera({ near: -1 }),
      'PerspectiveCamera "perspective-camera": near: expected a number that is not negative',
    ],
    [
      'of a union',
      () => Box({ key: 'c', scale: 'big' as never }),
      'Box "c": scale: expected a number or a list, got "big"',
    ],
    [
      'not finite',
      () => Box({ key: 'c', position: [0, Number.NaN, 0] }),
      'Box "c": position[1]: expected a number, got NaN',
    ],
    ['inside a map', () => Box({ key: 'c', material: { side: 'in' as never } }), 'Box "c": material.side: expected'],
    ['of a scene', () => Scene({ up: [0, 0, 0] }), 'Scene "scene": up: expected an axis that is not [0, 0, 0]'],
    ['of a key', () => Box({ key: 7 as never }), 'Box: key: expected a non-empty string, got 7'],
    ['that is reserved', () => Box({ key: 'children' }), 'Box: key: "children" is a reserved name, choose another'],
    ['that is for texts', () => Box({ key: 'a/#text1' }), 'Box: key: "a/#text1" is a reserved name'],
  ])('[ND14] a mistake %s throws at the call', (_, build, message) => {
    const error = refusal(build)
    expect(error.code).toBe('INVALID_NODE')
    expect(error.message).toContain(message)
  })

  test('[ND6] props that are not declared are kept as they are', () => {
    expect(Box({ key: 'c', 'shadow-camera-far': 50, mine: { a: [1] } } as never)).toMatchObject({
      'shadow-camera-far': 50,
      mine: { a: [1] },
    })
  })

  test('[ND13] names that reach a prototype are no props', () => {
    expect(refusal(() => Box(JSON.parse('{"key":"c","__proto__":{"x":1}}'))).message).toBe(
      'Box "c": "__proto__" is not allowed as a prop',
    )
  })

  test('[ND9] a patch holds key, tag and what changes', () => {
    expect(Box.patch({ key: 'cube', color: null, opacity: 0.5 })).toEqual({
      tag: 'Box',
      key: 'cube',
      color: null,
      opacity: 0.5,
    })
    expect(refusal(() => Box.patch({ key: 'cube', opacity: '1' as never })).message).toBe(
      'Box "cube": opacity: expected a number, got "1"',
    )
    expect(refusal(() => Hands.patch({} as never)).message).toContain('key: expected a non-empty string')
  })

  test('[ND11] typed arrays are lists of numbers', () => {
    expect(Box({ key: 'c', position: Float32Array.of(1, 2, 3) }).position).toEqual(Float32Array.of(1, 2, 3))
    const { props } = resolveProps(Box, { position: Float32Array.of(1, 2, 3) })
    expect(props.position).toEqual([1, 2, 3])
  })

  test('[ND12] Group travels as VuerGroup', () => {
    expect(Group({ key: 'g' })).toEqual({ tag: 'VuerGroup', key: 'g' })
  })

  test('[ND4] Scene takes nodes for each list, and writes only lists that have some', () => {
    const scene = Scene({ up: [0, 0, 1], bgChildren: [Hands(), null] }, Box({ key: 'a' }), false)
    expect(scene).toEqual({ tag: 'Scene', up: [0, 0, 1], children: [Box({ key: 'a' })], bgChildren: [Hands()] })
  })
})

describe('readers', () => {
  test('[ND10] defaults are filled in where nothing was written, or null', () => {
    const { props, problems } = resolveProps(Box, { color: null })
    expect(props).toMatchObject({ args: [1, 1, 1, 1, 1, 1], materialType: 'physical', castShadow: false, dashed: {} })
    expect(props.color).toBeUndefined()
    expect(problems).toEqual([])
  })

  test('[ND10] a prop that is wrong keeps its default, is reported, and hides no other', () => {
    const { props, problems } = resolveProps(Box, { args: 'wide', color: 'red', 'material-color': 'blue' })
    expect(props).toMatchObject({ args: [1, 1, 1, 1, 1, 1], color: 'red', dashed: { 'material-color': 'blue' } })
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatch(/^args: expected .*, got "wide"$/)
  })

  test('[ND10] a list that ends early is filled up', () => {
    expect(resolveProps(Box, { args: [2] }).props.args).toEqual([2, 1, 1, 1, 1, 1])
  })

  test('[ND7] tags that nobody knows are kept, with all they have', () => {
    const node: NodeData = { tag: 'MuJoCo', key: 'robot', jointValues: { a: 1 }, children: ['x'] }
    expect(isKnownTag('MuJoCo') || isKnownTag('toString')).toBe(false)
    checkNode(node, undefined)
    const graph = new SceneGraph()
    const frame = encodeFrame({ tag: 'Scene', children: [node] }, 'vuer-xr')
    graph.apply({ op: 'set', scene: decodeFrame(frame) as never })
    expect(graph.toJSON().children).toEqual([node])
  })

  test('[ND8] "**" is the same as writing its entries', () => {
    const graph = new SceneGraph()
    graph.apply({ op: 'set', scene: Scene({}, Box({ key: 'a', '**': { 'shadow-bias': 1 } })) })
    expect(graph.get('a')?.props).toEqual({ 'shadow-bias': 1 })
  })

  test('[ND2] null on its way through the graph takes a prop away, and the default holds again', () => {
    const graph = new SceneGraph()
    graph.apply({ op: 'set', scene: Scene({}, Box({ key: 'a', materialType: 'toon' })) })
    graph.apply({ op: 'update', nodes: [Box.patch({ key: 'a', materialType: null })] })
    expect(resolveProps(Box, graph.get('a')!.props).props.materialType).toBe('physical')
  })
})

describe('the table of node types', () => {
  test.each(Object.entries(NODE_TYPES))('[ND10] every default of %s is right by its own declaration', (tag, type) => {
    expect(type.tag).toBe(tag)
    const defaults = Object.fromEntries(
      Object.entries(type.props).flatMap(([name, { default: value }]) => (value === undefined ? [] : [[name, value]])),
    )
    expect(resolveProps(type, defaults).problems).toEqual([])
    expect(type.doc).toMatch(/\.$/)
  })

  test('[ND1] the default scene is a scene that a graph takes', () => {
    const graph = new SceneGraph()
    graph.apply({ op: 'set', scene: DefaultScene({}, Box({ key: 'a' })) })
    expect(graph.slots.bgChildren).toContain('hands')
    expect(graph.slots.children).toEqual(['a'])
  })
})

describe('what no schema knows', () => {
  const NOT_JSON = [1n, Symbol('x'), () => {}, [1n], [Symbol('x')], { x: 1n }, { x: Symbol('x') }] as const

  test.each(Object.values(NODE_TYPES).map((type) => [type.tag, type] as const))(
    '%s refuses or takes every value in each of its props, and never fails otherwise',
    (_tag, { tag, props }) => {
      const failed: string[] = []
      for (const [name, declared] of Object.entries(props)) {
        for (const value of NOT_JSON) {
          try {
            checkNode({ tag, key: 'k', [name]: value }, props)
            resolveProps({ tag, doc: '', events: [], props }, { [name]: value })
            declared.pack?.(value as never)
          } catch (error) {
            if ((error as { code?: string }).code !== 'INVALID_NODE') failed.push(`${name}: ${String(error)}`)
          }
        }
      }
      expect(failed).toEqual([])
    },
  )

  test.each([
    [1n, '1n'],
    [Symbol('x'), 'Symbol(x)'],
  ])('%s is named in the message', (value, named) => {
    for (const props of [{ material: value }, { materialType: value }, { args: [value] }, { color: value }]) {
      const { code, message } = refusal(() => Box({ key: 'b', ...(props as object) }))
      expect([code, message]).toEqual(['INVALID_NODE', expect.stringContaining(`Box "b": ${Object.keys(props)[0]}`)])
      expect(message).toContain(named)
    }
    expect(refusal(() => Box({ key: value as never })).message).toContain(named)
  })
})
