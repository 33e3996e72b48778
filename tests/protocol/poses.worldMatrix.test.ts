import { Group as Group3D, type Matrix4, Object3D } from 'three'
import { describe, expect, test } from 'vitest'
import {
  Box,
  DefaultScene,
  Group,
  localMatrixOf,
  PerspectiveCamera,
  Scene,
  SceneGraph,
  worldMatrixOf,
} from '../../protocol/index.ts'
import { place } from '../../src/scene/placement.ts'
import { SeededRandom } from './seededRandom.ts'

const random = new SeededRandom()
const between = (least: number, most: number) => least + random.next() * (most - least)
const numbers = (count: number, least = -2, most = 2) => Array.from({ length: count }, () => between(least, most))

/** What an author may write, right or wrong. */
function someProps(): Record<string, unknown> {
  const wrong = [null, 'far', [], [1, 2], [Number.NaN, 0, 0], new Uint8Array(3), {}]
  const props: Record<string, unknown> = {}
  if (random.chance(0.7)) props.position = random.chance(0.9) ? numbers(3) : random.pick(wrong)
  if (random.chance(0.5)) {
    const order = random.pick(['XYZ', 'XZY', 'YXZ', 'YZX', 'ZXY', 'ZYX', 'ABC'])
    props.rotation = random.pick([
      numbers(3, -4, 4),
      Float32Array.from(numbers(3)),
      [...numbers(3), order],
      random.pick(wrong),
    ])
  }
  if (random.chance(0.4))
    props.quaternion = random.pick([numbers(4), [0, 0, 0, 0], new Float64Array([0, 1, 0, 1]), random.pick(wrong)])
  if (random.chance(0.5))
    props.scale = random.pick([between(0.2, 3), numbers(3, 0.2, 3), [-1, 1, 2], random.pick(wrong)])
  if (random.chance(0.2))
    props.matrix = random.pick([
      placed({ position: numbers(3), scale: numbers(3, 0.2, 2), rotation: numbers(3) }).toArray(),
      random.pick(wrong),
    ])
  for (const [name, value] of Object.entries(props)) if (value === null) delete props[name]
  return props
}

/** As the page places it. */
function placed(props: Record<string, unknown>): Matrix4 {
  const object = new Object3D()
  place(object, props)
  object.updateMatrix()
  return object.matrix
}

function expectClose(actual: ArrayLike<number>, expected: readonly number[], about: unknown): void {
  for (const [index, number] of expected.entries()) {
    const error = Math.abs(actual[index]! - number)
    expect(error, `number ${index} of ${JSON.stringify(about)}, seed ${random.seed}`).toBeLessThan(
      1e-9 * (1 + Math.abs(number)),
    )
  }
}

test('the props of a node mean the matrix with which the page draws it, also where they are wrong', () => {
  for (let index = 0; index < 500; index += 1) {
    const props = someProps()
    expectClose(localMatrixOf(props), placed(props).elements, props)
  }
})

describe('worldMatrixOf', () => {
  test('is the matrix of the node in the world of three.js, below any groups of any list', () => {
    for (let round = 0; round < 100; round += 1) {
      const slot = random.pick(['children', 'bgChildren', 'rawChildren'] as const)
      const all = Array.from({ length: 1 + random.below(5) }, someProps)
      const { position, rotation, scale } = someProps()
      const node = all.reduceRight<ReturnType<typeof Group> | undefined>(
        (child, props, depth) => ({
          tag: 'VuerGroup',
          key: `node${depth}`,
          ...props,
          ...(child ? { children: [child] } : {}),
        }),
        undefined,
      )!
      const graph = new SceneGraph()
      graph.apply({
        op: 'set',
        scene: { tag: 'Scene', position, rotation, scale, quaternion: [0, 1, 0, 0], [slot]: [node] },
      })

      const root = new Group3D()
      if (slot === 'children') place(root, { position, rotation, scale })
      const objects = all.map((props) => {
        const object = new Object3D()
        place(object, props)
        return object
      })
      for (const [depth, object] of objects.entries()) (objects[depth - 1] ?? root).add(object)
      root.updateMatrixWorld(true)
      for (const [depth, object] of objects.entries()) {
        expectClose(worldMatrixOf(graph, `node${depth}`), object.matrixWorld.elements, { slot, all, depth })
      }
    }
  })

  test('by hand: a box on a table that is turned by 90° in a scene that is moved', () => {
    const graph = new SceneGraph()
    const box = Box({ key: 'box', position: [1, 0, 0], scale: 2 })
    const table = Group({ key: 'table', position: [0, 0.7, 0], rotation: [0, Math.PI / 2, 0] }, box)
    graph.apply({ op: 'set', scene: Scene({ position: [0, 0, -3] }, table) })
    const world = worldMatrixOf(graph, 'box')
    const expected = [0, 0, -2, 0, 0, 2, 0, 0, 2, 0, 0, 0, 0, 0.7, -4, 1]
    for (const [index, number] of expected.entries()) expect(world[index]).toBeCloseTo(number, 12)
  })

  test('a node that nobody has, and one on the page, are no places', () => {
    const graph = new SceneGraph()
    graph.apply({
      op: 'set',
      scene: Scene({ htmlChildren: [{ tag: 'Div', key: 'div', children: [{ tag: 'Button', key: 'button' }] }] }),
    })
    const refused = (message: string) => expect.objectContaining({ code: 'INVALID_OPERATION', message })
    expect(() => worldMatrixOf(graph, 'x')).toThrow(refused('worldMatrixOf: no node has the key "x"'))
    expect(() => worldMatrixOf(graph, 'button')).toThrow(
      refused('worldMatrixOf: "button" stands on the page, not in the scene'),
    )
  })

  test('a camera that is turned by its lookAt is refused, with what is below it, and not one that an author turned', () => {
    const graph = new SceneGraph()
    const lamp = Box({ key: 'lamp' })
    graph.apply({ op: 'set', scene: DefaultScene({}, PerspectiveCamera({ key: 'eye', position: [0, 1, 2] }, lamp)) })
    const message =
      'PerspectiveCamera "eye" is turned by its lookAt, which only a viewer computes; give it a quaternion'
    expect(() => worldMatrixOf(graph, 'eye')).toThrow(message)
    expect(() => worldMatrixOf(graph, 'lamp')).toThrow(message)
    graph.apply({ op: 'update', nodes: [PerspectiveCamera.patch({ key: 'eye', quaternion: [0, 0, 0, 1] })] })
    expect([...worldMatrixOf(graph, 'lamp')].slice(12, 15)).toEqual([0, 1, 2])
  })
})
