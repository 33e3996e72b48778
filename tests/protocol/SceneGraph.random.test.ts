import { describe, expect, test } from 'vitest'
import {
  Box,
  type Change,
  type Dialect,
  decodeFrame,
  encodeFrame,
  type Operation,
  operationMessage,
  ProtocolError,
  packedOperation,
  readServerMessage,
  SceneGraph,
  type WireOperation,
} from '../../protocol/index.ts'
import { brokenInvariants, stateOf } from './graphState.ts'
import { RandomOperations } from './randomOperations.ts'
import { SeededRandom } from './seededRandom.ts'

const SEQUENCES = 60
const OPERATIONS = 80

/** As the other end of the wire has it. */
function sent(operation: Operation, form: Dialect | 'columns'): WireOperation {
  const [written, dialect] =
    form === 'columns' ? ([packedOperation(operation), 'vuer-xr'] as const) : ([operation, form] as const)
  const frame = encodeFrame(operationMessage(written, 1), dialect)
  const message = readServerMessage(decodeFrame(frame))
  if (message.kind !== 'operation') throw new Error(`an operation arrived as ${message.kind}`)
  return message.operation
}

/** Applies; true if the graph took it. Anything but a ProtocolError is a bug. */
function apply(graph: SceneGraph, operation: () => WireOperation): boolean {
  try {
    graph.apply(operation())
    return true
  } catch (error) {
    if (error instanceof ProtocolError) return false
    throw error
  }
}

function run(check: (operations: RandomOperations) => void): void {
  const random = new SeededRandom()
  try {
    for (let sequence = 0; sequence < SEQUENCES; sequence += 1) check(new RandomOperations(random))
  } catch (error) {
    throw new Error(`failed with SEED=${random.seed}: ${(error as Error).message}`, { cause: error })
  }
}

describe('random operations', () => {
  test('[SG14] leave every graph whole, and a refused one leaves it as it was', () => {
    let applied = 0
    let refused = 0
    run((operations) => {
      const graph = new SceneGraph()
      for (let count = 0; count < OPERATIONS; count += 1) {
        const operation = operations.next()
        const before = JSON.stringify(stateOf(graph))
        const isApplied = apply(graph, () => operation)
        if (isApplied) applied += 1
        else refused += 1
        if (!isApplied && JSON.stringify(stateOf(graph)) !== before)
          throw new Error(`refused, and yet it changed something: ${JSON.stringify(operation)}`)
        const broken = brokenInvariants(graph)
        if (broken.length > 0) throw new Error(`${broken.join('; ')} after ${JSON.stringify(operation)}`)
      }
    })
    expect(applied).toBeGreaterThan(1000)
    expect(refused).toBeGreaterThan(500)
  })

  test.each<Dialect | 'columns'>(['vuer', 'vuer-xr', 'columns'])(
    '[SG22] make the same graph at both ends of the wire, in %s',
    (form) => {
      let packed = 0
      run((operations) => {
        const script = new SceneGraph()
        const viewer = new SceneGraph()
        for (let count = 0; count < OPERATIONS; count += 1) {
          const operation = operations.next()
          // This wish never travels: it is how a viewer reads the SET of another program.
          const isLocal = operation.op === 'set' && operation.keepAbsentSlots
          if (packedOperation(operation).op === 'columns') packed += 1
          const here = apply(script, () => operation)
          const there = apply(viewer, () => (isLocal ? operation : sent(operation, form)))
          const what = JSON.stringify(operation)
          if (here !== there) throw new Error(`one end took it and the other did not: ${what}`)
          if (JSON.stringify(stateOf(script)) !== JSON.stringify(stateOf(viewer)))
            expect(stateOf(viewer), `after ${what}`).toEqual(stateOf(script))
        }
      })
      expect(packed).toBeGreaterThan(100)
    },
  )

  test('[SG25] tell and do the same the short way, which is for motions, and the long way', () => {
    run((operations) => {
      const short = new SceneGraph({ comparesProps: true })
      const long = new SceneGraph({ comparesProps: true })
      for (let count = 0; count < OPERATIONS; count += 1) {
        const operation = operations.next()
        expect(outcome(short, operation)).toEqual(outcome(long, theLongWay(operation)))
        expect([...short.nodes]).toEqual([...long.nodes])
      }
    })
  })

  test('change a graph that follows as they change the one that is followed', () => {
    let followed = 0
    run((operations) => {
      const leader = new SceneGraph()
      const follower = new SceneGraph()
      for (let count = 0; count < OPERATIONS; count += 1) {
        const operation = operations.next()
        const before = follower.revision
        let change: Change
        try {
          change = leader.apply(operation)
        } catch {
          expect(() => follower.apply(operation)).toThrow()
          continue
        }
        if (follower.follow(change)) followed += 1
        else {
          expect(follower.revision).toBe(before)
          expect(follower.apply(operation)).toEqual(change)
        }
        expect(follower.revision).toBe(leader.revision)
        expect([...follower.nodes]).toEqual([...leader.nodes])
      }
    })
    expect(followed).toBeGreaterThan(100)
  })

  test('[SG23] can at any time be replaced by the whole scene, and what follows means the same', () => {
    run((operations) => {
      const script = new SceneGraph()
      let viewer = new SceneGraph()
      for (let count = 0; count < OPERATIONS; count += 1) {
        const operation = operations.next()
        const here = apply(script, () => operation)
        const there = apply(viewer, () => operation)
        if (here !== there) throw new Error(`one end took it and the other did not: ${JSON.stringify(operation)}`)
        if (JSON.stringify(sceneOf(script)) !== JSON.stringify(sceneOf(viewer)))
          throw new Error(`the scenes differ after ${JSON.stringify(operation)}`)
        if (count % 7 === 0) {
          viewer = new SceneGraph()
          viewer.apply(sent({ op: 'set', scene: script.toJSON() }, 'vuer-xr'))
        }
      }
    })
  })
})

test('a graph that lacks a node does not follow, and is as before', () => {
  const [leader, follower] = [new SceneGraph(), new SceneGraph()]
  leader.apply({ op: 'add', nodes: [Box({ key: 'a' }), Box({ key: 'b' })], to: null })
  follower.apply({ op: 'add', nodes: [Box({ key: 'a' })], to: null })
  const nodes = [
    { key: 'a', position: [1, 2, 3] },
    { key: 'b', position: [4, 5, 6] },
  ]
  const before = stateOf(follower)
  expect(follower.follow(leader.apply({ op: 'update', nodes }))).toBe(false)
  expect(stateOf(follower)).toEqual(before)
  expect(follower.revision).toBe(1)
})

/** Entries without a prototype mean the same, and are never taken the short way. */
function theLongWay(operation: Operation): Operation {
  if (operation.op !== 'update' && operation.op !== 'upsert') return operation
  return { ...operation, nodes: operation.nodes.map((node) => Object.assign(Object.create(null), node)) }
}

function outcome(graph: SceneGraph, operation: Operation): unknown {
  try {
    return graph.apply(operation)
  } catch (error) {
    return [(error as ProtocolError).code, (error as Error).message]
  }
}

/** The scene without the keys of texts, which are each end's own, and with props in one order. */
const sceneOf = (graph: SceneGraph): unknown => {
  const sorted = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(sorted)
    if (ArrayBuffer.isView(value)) return [...(value as Float32Array)]
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, item]) => [name, sorted(item)]),
    )
  }
  return sorted(graph.toJSON())
}
