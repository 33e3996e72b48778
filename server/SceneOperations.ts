import {
  type Change,
  checkNode,
  checkSceneTravels,
  checkTravels,
  isKnownTag,
  isRecord,
  NODE_TYPES,
  type NodeData,
  type NodePatch,
  normalizeNode,
  type Operation,
  ProtocolError,
  type SceneData,
  type SceneGraph,
  SLOTS,
} from '../protocol/index.ts'

export type OneOrMany<T> = T | readonly T[]

/** Where new nodes go: a parent's key, or the name of one of the root's lists. */
export interface Target {
  to?: string | null
}

/**
 * The scene operations of a session: checked at the call, applied to the script's graph, and handed on in the form that
 * means the same to every client. What is wrong throws here, where the script's author can see it.
 */
export class SceneOperations {
  readonly #graph: SceneGraph
  readonly #send: (operation: Operation, change: Change) => void
  readonly #onMissing: (what: string, keys: readonly string[]) => void

  constructor(
    graph: SceneGraph,
    send: (operation: Operation, change: Change) => void,
    onMissing: (what: string, keys: readonly string[]) => void,
  ) {
    this.#graph = graph
    this.#send = send
    this.#onMissing = onMissing
  }

  set(scene: SceneData): void {
    if (!isRecord(scene) || scene.tag !== 'Scene') {
      throw new ProtocolError('INVALID_OPERATION', 'set: expected a scene, as Scene(…) or DefaultScene(…) makes it')
    }
    checkSceneTravels(scene, SLOTS)
    this.#apply({ op: 'set', scene })
  }

  add(nodes: OneOrMany<NodeData | string>, { to = null }: Target): void {
    const list = asList(nodes).map((node) => (typeof node === 'string' ? node : this.#checked('add', node)))
    this.#apply({ op: 'add', nodes: list, to })
  }

  update(nodes: OneOrMany<NodePatch>): void {
    const list = asList(nodes).map((node) => this.#checked('update', node))
    this.#apply({ op: 'update', nodes: list })
  }

  upsert(nodes: OneOrMany<NodeData | NodePatch>, { to = null }: Target): void {
    const list = asList(nodes).map((node) => this.#checked('upsert', node))
    const operations = resolveUpsert(list, to, this.#graph)
    const change = this.#graph.apply({ op: 'upsert', nodes: list, to })
    for (const operation of operations) this.#send(operation, restrict(change, operation))
  }

  remove(keys: OneOrMany<string>): void {
    const list = asList(keys)
    for (const key of list) {
      if (typeof key !== 'string')
        throw new ProtocolError('INVALID_OPERATION', `remove: expected keys, got ${JSON.stringify(key)}`)
    }
    this.#apply({ op: 'remove', keys: list })
  }

  #apply(operation: Operation): void {
    const change = this.#graph.apply(operation)
    if (change.missing.length > 0) this.#onMissing(operation.op, change.missing)
    if (nothingToSend(operation, change)) return
    this.#send(operation, change)
  }

  #checked<N extends NodePatch>(what: string, written: N): N {
    if (!isRecord(written)) {
      throw new ProtocolError('INVALID_OPERATION', `${what}: expected a node, got ${JSON.stringify(written)}`)
    }
    const node = normalizeNode(written)
    const tag = node.tag ?? this.#graph.get(node.key)?.tag
    checkNode(node, tag !== undefined && isKnownTag(tag) ? NODE_TYPES[tag].props : undefined)
    checkTravels(node)
    return node
  }
}

const asList = <T>(value: OneOrMany<T>): readonly T[] => (Array.isArray(value) ? value : [value as T])

function nothingToSend(operation: Operation, change: Change): boolean {
  if (operation.op === 'remove') return change.missing.length === operation.keys.length
  if (operation.op === 'update') return change.missing.length === operation.nodes.length
  return false
}

/**
 * Vuer's client searches an upserted node only below `to`, and drops it where the parent has no children yet. So a node
 * that exists travels without `to`, and a new one as ADD. A list whose entries bring or take away each other's nodes
 * keeps its form: only our own graph says what it means.
 */
function resolveUpsert(nodes: readonly NodePatch[], to: string | null, graph: SceneGraph): Operation[] {
  if (dependsOnItself(nodes, graph)) return [{ op: 'upsert', nodes, to }]
  const groups: { fresh: boolean; nodes: NodePatch[] }[] = []
  for (const node of nodes) {
    const fresh = !graph.has(node.key)
    const last = groups[groups.length - 1]
    if (last && last.fresh === fresh) last.nodes.push(node)
    else groups.push({ fresh, nodes: [node] })
  }
  return groups.map(({ fresh, nodes: group }) =>
    fresh ? { op: 'add', nodes: group as NodeData[], to } : { op: 'upsert', nodes: group, to: null },
  )
}

function dependsOnItself(nodes: readonly NodePatch[], graph: SceneGraph): boolean {
  if (nodes.length === 1) return false
  const seen = new Set<string>()
  return nodes.some((node) => (node.children !== undefined && graph.has(node.key)) || repeatsKey(node, seen))
}

/** Whether a key of this subtree was seen before. */
function repeatsKey(node: NodePatch | string, seen: Set<string>): boolean {
  if (!isRecord(node)) return false
  if (seen.has(node.key)) return true
  seen.add(node.key)
  const { children } = normalizeNode(node)
  return Array.isArray(children) && children.some((child) => repeatsKey(child, seen))
}

/** The part of an upsert's change that belongs to one of the operations it was split into. */
function restrict(change: Change, operation: Operation): Change {
  if (operation.op !== 'upsert') return change
  const keys = new Set(operation.nodes.map(({ key }) => key))
  return { ...change, inserted: change.inserted.filter((key) => keys.has(key)) }
}
