import { act } from '@react-three/test-renderer'
import { Object3D } from 'three'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import type { GraphNode, NodeData, Operation, SceneGraph } from '../../../protocol/index.ts'
import { MountQueue } from '../../../src/scene/MountQueue.ts'
import { place } from '../../../src/scene/placement.ts'
import { loadedStage } from './loadedStage.tsx'
import { node, seededRandom, testStage } from './testStage.tsx'

const TAGS = ['Box', 'Sphere', 'Group', 'CoordsMarker', 'Teapot', 'PointLight']

// Views that come when first used are there from now on.
beforeAll(() => loadedStage({ children: [node('CoordsMarker', 'first')] }))
afterEach(() => {
  vi.restoreAllMocks()
})
const SLOTS = ['children', 'bgChildren', 'rawChildren'] as const

/** Operations of every kind on few keys, so that they meet often. */
function randomOperation(random: () => number, graph: SceneGraph): Operation {
  const keys = [...graph.nodes.keys()]
  const pick = <T,>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
  const triple = () => [random(), random(), random()].map((value) => Math.round(value * 10))
  const newKey = () => `k${Math.floor(random() * 40)}`
  const placement = () => {
    const props: Record<string, unknown> = {}
    if (random() < 0.6) props.position = random() < 0.1 ? null : triple()
    if (random() < 0.3) props.rotation = random() < 0.2 ? null : triple()
    if (random() < 0.2) props.scale = random() < 0.2 ? null : 1 + random()
    if (random() < 0.2) props.visible = random() < 0.5
    if (random() < 0.1) props.hide = random() < 0.5
    if (random() < 0.1) props.args = [1 + random()]
    return props
  }
  const make = (depth: number): NodeData => {
    const children = depth > 0 && random() < 0.4 ? [make(depth - 1), make(depth - 1)] : []
    return { tag: pick(TAGS), key: newKey(), ...placement(), ...(children.length > 0 ? { children } : {}) }
  }
  const parent = () => (random() < 0.5 && keys.length > 0 ? pick(keys) : random() < 0.5 ? null : pick(SLOTS))
  /** The same again, with small differences: what came back is told from what is new. */
  const vary = (data: NodeData): NodeData => {
    const children = ((data.children ?? []) as NodeData[]).filter(() => random() < 0.8).map(vary)
    const { children: _before, ...rest } = data
    return {
      ...rest,
      ...(random() < 0.3 ? withoutNulls(placement()) : {}),
      ...(children.length > 0 ? { children } : {}),
    }
  }
  const kind = random()
  if (kind > 0.9) {
    const { children = [], bgChildren = [] } = graph.toJSON() as unknown as {
      children?: NodeData[]
      bgChildren?: NodeData[]
    }
    return { op: 'set', scene: { tag: 'Scene', children: children.map(vary), bgChildren: bgChildren.map(vary) } }
  }
  if (kind < 0.05) return { op: 'set', scene: { tag: 'Scene', children: [make(2), make(2)], bgChildren: [make(1)] } }
  if (kind < 0.3) return { op: 'add', nodes: [make(2)], to: parent() }
  if (kind < 0.6)
    return {
      op: 'update',
      nodes: [
        { key: newKey(), ...placement() },
        { key: newKey(), ...placement() },
      ],
    }
  if (kind < 0.7) return { op: 'update', nodes: [{ key: newKey(), children: [make(1)] }] }
  if (kind < 0.75) return { op: 'update', nodes: [{ key: newKey(), tag: pick(TAGS) }] }
  if (kind < 0.83) return { op: 'upsert', nodes: [make(1)], to: parent() }
  return { op: 'remove', keys: [newKey()] }
}

const withoutNulls = (props: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(props).filter(([, value]) => value !== null))

/** What flat tables say should be seen, against what the objects are. */
function compare(stage: Awaited<ReturnType<typeof testStage>>, where: string): void {
  const { graph } = stage.live
  const expected = new Object3D()
  for (const graphNode of graph.nodes.values() as Iterable<GraphNode>) {
    const object = stage.find(graphNode.key)
    expect(object, `${where}: ${graphNode.key} is drawn`).toBeDefined()
    if (!object) continue
    place(expected, graphNode.props)
    expect(object.position.toArray(), `${where}: position of ${graphNode.key}`).toEqual(expected.position.toArray())
    expect(object.quaternion.toArray(), `${where}: turn of ${graphNode.key}`).toEqual(expected.quaternion.toArray())
    expect(object.scale.toArray(), `${where}: scale of ${graphNode.key}`).toEqual(expected.scale.toArray())
    expect(object.visible, `${where}: visibility of ${graphNode.key}`).toBe(expected.visible)
    if (graphNode.parent !== null)
      expect(object.parent?.name, `${where}: parent of ${graphNode.key}`).toBe(graphNode.parent)
    else expect(object.parent?.name, `${where}: ${graphNode.key} is at the root`).toBe('')
  }
  const named = stage.all().filter(({ name }) => name !== '')
  expect(named.map(({ name }) => name).sort(), `${where}: nothing else is drawn`).toEqual(
    [...graph.nodes.keys()].sort(),
  )
}

test.each([
  [1, false],
  [2, false],
  [3, false],
  [4, true],
  [5, true],
  [6, true],
])(
  'whatever sequence of operations came, the objects are what the graph says (series %i, nodes that wait: %s)',
  async (series, isPatient) => {
    const seed = (Date.now() % 1_000_000) * 10 + series
    const random = seededRandom(seed)
    // As if there were very many: most nodes come later than the operation that brings them.
    if (isPatient) vi.spyOn(MountQueue.prototype, 'take').mockImplementation(() => random() < 0.3)
    const stage = await testStage()
    let applied = 0
    for (let step = 0; step < 40; step += 1) {
      const batch = Array.from({ length: 1 + Math.floor(random() * 4) }, () => {
        return randomOperation(random, stage.live.graph)
      })
      await act(async () => {
        for (const operation of batch) {
          try {
            stage.live.apply(operation)
            applied += 1
          } catch (error) {
            // An operation that cannot apply changes nothing; the sequence goes on.
            if (!(error instanceof Error) || error.name !== 'ProtocolError') throw error
          }
          // A frame may fall between an operation and React's answer to it.
          if (random() < 0.3) stage.frame()
        }
      })
      if (isPatient && random() < 0.7) continue
      await act(() => stage.mounting().done())
      await stage.settle()
      compare(stage, `seed ${seed}, step ${step}`)
    }
    expect(applied).toBeGreaterThan(40)
    await stage.renderer.unmount()
  },
)
