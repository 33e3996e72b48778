import { describe, expect, test } from 'vitest'
import { fillRestoredScene, Journal, restoredScene, SceneGraph } from '../../protocol/index.ts'
import { stateOf } from './graphState.ts'
import { RandomOperations } from './randomOperations.ts'
import { SeededRandom } from './seededRandom.ts'

const box = (key: string, more = {}) => ({ tag: 'Box', key, ...more })
const cloneOf = (graph: SceneGraph) => {
  const clone = new SceneGraph()
  clone.apply({ op: 'set', scene: graph.toJSON() })
  return clone
}

describe('a scene for who has most of it', () => {
  test('[RS9] writes the structure, and props only of what changed', () => {
    const graph = new SceneGraph()
    graph.apply({ op: 'set', scene: { tag: 'Scene', up: [0, 1, 0], children: [box('a', { size: 1 }), box('b')] } })
    const revision = graph.revision
    graph.apply({ op: 'add', nodes: [box('c')], to: 'a' })
    graph.apply({ op: 'update', nodes: [{ key: 'b', color: 'red' }] })
    expect(restoredScene(graph, revision)).toEqual({
      tag: 'Scene',
      up: [0, 1, 0],
      children: [{ key: 'a', children: [box('c')] }, box('b', { color: 'red' })],
    })
    expect(restoredScene(graph, 0)).toEqual(graph.toJSON())
  })

  test('[RS10] is refused by who does not have what it counts on', () => {
    const scene = { tag: 'Scene', children: [{ key: 'a' }] }
    expect(() => fillRestoredScene(scene, new SceneGraph())).toThrow('RESTORE: "a" is not here')
    expect(() => fillRestoredScene({ children: [{ tag: 'Box' }] }, new SceneGraph())).toThrow('nodes with a key')
  })

  test('[RS9] makes a reader that stopped anywhere equal', () => {
    const random = new SeededRandom()
    for (let round = 0; round < 200; round++) {
      const operations = new RandomOperations(random)
      const graph = new SceneGraph()
      const apply = () => {
        try {
          graph.apply(operations.next())
        } catch {
          // A third of them cannot apply.
        }
      }
      for (let step = random.below(15); step > 0; step--) apply()
      const reader = cloneOf(graph)
      const { revision } = graph
      for (let step = random.below(15); step > 0; step--) apply()
      reader.apply({ op: 'set', scene: fillRestoredScene(restoredScene(graph, revision), reader) })
      expect(stateOf(reader), `SEED=${random.seed}`).toEqual(stateOf(cloneOf(graph)))
    }
  })
})

describe('a journal', () => {
  test('[RS6] [RS7] numbers from 1, keeps what is not acknowledged, in order', () => {
    const journal = new Journal<string>()
    expect([journal.first, journal.last, journal.size]).toEqual([1, 0, 0])
    expect(['a', 'b', 'c'].map((item) => journal.append(item, 10))).toEqual([1, 2, 3])
    expect(journal.bytes).toBe(30)
    journal.acknowledge(1)
    journal.acknowledge(0)
    expect([...journal.unacknowledged()]).toEqual(['b', 'c'])
    expect([journal.first, journal.bytes]).toEqual([2, 20])
    journal.dropOldest()
    journal.acknowledge(99)
    expect([journal.first, journal.last, journal.size, journal.bytes]).toEqual([4, 3, 0, 0])
  })
})
