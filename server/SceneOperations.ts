import {
  type Change,
  checkNode,
  isKnownTag,
  isRecord,
  isSlot,
  NODE_TYPES,
  type NodeData,
  type NodePatch,
  type Operation,
  ProtocolError,
  type SceneData,
  type SceneGraph,
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
    this.#apply({ op: 'set', scene })
  }

  add(nodes: OneOrMany<NodeData | string>, { to = null }: Target): void {
    const list = asList(nodes)
    for (const node of list) if (typeof node !== 'string') this.#check('add', node)
    this.#apply({ op: 'add', nodes: list, to })
  }

  update(nodes: OneOrMany<NodePatch>): void {
    const list = asList(nodes)
    for (const node of list) this.#check('update', node)
    this.#apply({ op: 'update', nodes: list })
  }

  upsert(nodes: OneOrMany<NodeData | NodePatch>, { to = null }: Target): void {
    const list = asList(nodes)
    for (const node of list) this.#check('upsert', node)
    const isNew = list.map((node) => !this.#graph.has(node.key))
    const change = this.#graph.apply({ op: 'upsert', nodes: list, to })
    for (const operation of resolveUpsert(list, isNew, to)) this.#send(operation, restrict(change, operation))
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

  #check(what: string, node: NodePatch): void {
    if (!isRecord(node))
      throw new ProtocolError('INVALID_OPERATION', `${what}: expected a node, got ${JSON.stringify(node)}`)
    const tag = node.tag ?? this.#graph.get(node.key)?.tag
    checkNode(node, tag !== undefined && isKnownTag(tag) ? NODE_TYPES[tag].props : undefined)
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
 * that exists travels without `to`, and a new one under a parent's key travels as ADD.
 */
function resolveUpsert(nodes: readonly NodePatch[], isNew: readonly boolean[], to: string | null): Operation[] {
  const operations: { fresh: boolean; nodes: NodePatch[] }[] = []
  const inserted = new Set<string>()
  nodes.forEach((node, index) => {
    const fresh = isNew[index]! && !inserted.has(node.key)
    if (fresh) inserted.add(node.key)
    const last = operations[operations.length - 1]
    if (last && last.fresh === fresh) last.nodes.push(node)
    else operations.push({ fresh, nodes: [node] })
  })
  return operations.map(({ fresh, nodes: group }) => {
    if (!fresh) return { op: 'upsert', nodes: group, to: null }
    if (to === null || isSlot(to)) return { op: 'upsert', nodes: group, to }
    return { op: 'add', nodes: group as NodeData[], to }
  })
}

/** The part of an upsert's change that belongs to one of the operations it was split into. */
function restrict(change: Change, operation: Operation): Change {
  if (operation.op === 'add' || operation.op === 'update') return change
  if (operation.op !== 'upsert') return change
  const keys = new Set(operation.nodes.map(({ key }) => key))
  return { ...change, inserted: change.inserted.filter((key) => keys.has(key)) }
}
