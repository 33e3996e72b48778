import { isDeepStrictEqual } from 'node:util'
import {
  isRecord,
  isSlot,
  type NodeData,
  normalizeNode,
  type Operation,
  type SceneData,
  SceneGraph,
} from '../../protocol/index.ts'
import { VuerError } from '../errors.ts'
import { composeProps, rootTexts } from './composition.ts'

/** Throws `KEY_OF_STORE` for an operation of a session that names or brings a key which a store has. */
export function refuseKeysOfStores(
  operation: Exclude<Operation, { op: 'set' }>,
  own: SceneGraph,
  stores: readonly SceneGraph[],
): void {
  for (const key of keysOf(operation, own)) {
    if (!stores.some((store) => store.has(key))) continue
    throw new VuerError(
      'KEY_OF_STORE',
      `${operation.op}: ${JSON.stringify(key)} belongs to a store: change it through the store, or choose another key`,
    )
  }
}

/** Every key that an operation changes, brings, takes away or puts something under. */
function* keysOf(operation: Exclude<Operation, { op: 'set' }>, own: SceneGraph): Iterable<string> {
  if (operation.op === 'remove') {
    yield* operation.keys
    return
  }
  yield* keysWithin(operation.nodes)
  if (operation.op === 'update') return
  const { nodes, to } = operation
  const bringsNew = nodes.some((node) => typeof node === 'string' || !own.has(node.key))
  if (bringsNew && to !== null && !isSlot(to)) yield to
}

/** Keys of a list of nodes and of everything below them; what is no node is passed over. */
export function* keysWithin(nodes: unknown): Iterable<string> {
  if (!Array.isArray(nodes)) return
  for (const node of nodes) {
    if (!isRecord(node)) continue
    const { key, children } = normalizeNode(node)
    if (typeof key === 'string') yield key
    yield* keysWithin(children)
  }
}

/**
 * What of a scene is the session's own when it sets one: without the nodes whose keys a store has, the root's texts that
 * a store has, and the props that stores give the same value. So a store's snapshot leaves nothing.
 */
export function withoutStores(scene: SceneData, stores: readonly SceneGraph[]): SceneData {
  const given = normalizeNode(scene)
  const storeProps = composeProps({ stores, own: new SceneGraph(), leftProps: new Set() })
  const own: SceneData = { tag: 'Scene' }
  for (const [name, value] of Object.entries(given)) {
    if (isSlot(name) && given[name]) {
      const texts = new Set<unknown>(stores.flatMap((store) => rootTexts(store, name)))
      own[name] = withoutNodes(given[name], stores, texts)
    } else if (!(Object.hasOwn(storeProps, name) && isDeepStrictEqual(storeProps[name], value))) own[name] = value
  }
  return own
}

type Child = NodeData | string

function withoutNodes(
  nodes: readonly Child[],
  stores: readonly SceneGraph[],
  texts: ReadonlySet<unknown>,
): readonly Child[] {
  if (!Array.isArray(nodes)) return nodes
  return (nodes as readonly Child[]).flatMap((node): Child[] => {
    if (!isRecord(node)) return texts.has(node) ? [] : [node]
    const given: NodeData = normalizeNode(node)
    if (stores.some((store) => store.has(given.key))) return []
    return given.children ? [{ ...given, children: withoutNodes(given.children, stores, NO_TEXTS) }] : [given]
  })
}

const NO_TEXTS: ReadonlySet<unknown> = new Set()
