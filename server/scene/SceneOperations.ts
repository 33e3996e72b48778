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
} from '../../protocol/index.ts'
import { encodeRawPictures } from '../pictures/encodeRawPictures.ts'
import { SharedOperation } from '../session/SharedOperation.ts'
import { copyValue } from './copyValue.ts'
import { isPlainChange } from './isPlainChange.ts'

export type OneOrMany<T> = T | readonly T[]

/** Where new nodes go: a parent's key, or the name of one of the root's lists. */
export interface Target {
  to?: string | null
}

/** A scene that operations change: a session's own, or a store's. */
export interface OperationTarget {
  /** Its nodes as they are now. */
  readonly graph: SceneGraph
  /** Applies an operation, or throws before anything has changed. */
  apply(operation: Operation): Change
  /** Hands on what was applied. `wire` is the same in a form that means the same to every client. */
  send(operation: Operation, wire: readonly SharedOperation[], change: Change): void
}

export interface SceneOperationsOptions {
  now(): number
  warn(message: string): void
  /** The scene keeps copies of the values that it is given, so that nobody can change them from outside. */
  copies?: boolean
}

/**
 * The scene operations: checked at the call, applied, and handed on in the form that means the same to every client.
 * What is wrong throws here, where the script's author can see it.
 */
export class SceneOperations {
  readonly #target: OperationTarget
  readonly #options: SceneOperationsOptions

  constructor(target: OperationTarget, options: SceneOperationsOptions) {
    this.#target = target
    this.#options = options
  }

  set(scene: SceneData): void {
    if (!isRecord(scene) || scene.tag !== 'Scene') {
      throw new ProtocolError('INVALID_OPERATION', 'set: expected a scene, as Scene(…) or DefaultScene(…) makes it')
    }
    checkSceneTravels(scene, SLOTS)
    this.#run({ op: 'set', scene: this.#kept(withEncodedPictures(scene)) })
  }

  add(nodes: OneOrMany<NodeData | string>, target: Target): void {
    const to = readTarget('add', target)
    const list = asList(nodes).map((node) => (typeof node === 'string' ? node : this.#checked('add', node)))
    this.#run({ op: 'add', nodes: list, to })
  }

  update(nodes: OneOrMany<NodePatch>): void {
    const list = asList(nodes).map((node) => this.#checked('update', node))
    this.#run({ op: 'update', nodes: list })
  }

  upsert(nodes: OneOrMany<NodeData | NodePatch>, target: Target): void {
    const to = readTarget('upsert', target)
    const list = asList(nodes).map((node) => this.#checked('upsert', node))
    this.#run({ op: 'upsert', nodes: list, to }, resolveUpsert(list, to, this.#target.graph))
  }

  remove(keys: OneOrMany<string>): void {
    const list = [...asList(keys)]
    for (const key of list) {
      if (typeof key !== 'string')
        throw new ProtocolError('INVALID_OPERATION', `remove: expected keys, got ${JSON.stringify(key)}`)
    }
    this.#run({ op: 'remove', keys: list })
  }

  #run(operation: Operation, wire: readonly Operation[] = [operation]): void {
    const { now, warn } = this.#options
    const change = this.#target.apply(operation)
    if (!isVain(operation, change)) {
      const shared = wire.map((each) => new SharedOperation(each, now()))
      this.#target.send(operation, shared, change)
    }
    if (change.missing.length > 0) {
      warn(`${operation.op}: no node has the key ${change.missing.map((key) => JSON.stringify(key)).join(', ')}`)
    }
  }

  #checked<N extends NodePatch>(what: string, written: N): N {
    if (!isRecord(written)) {
      throw new ProtocolError('INVALID_OPERATION', `${what}: expected a node, got ${JSON.stringify(written)}`)
    }
    if (isPlainChange(written, this.#target.graph.get(written.key))) return this.#kept(written)
    const node = normalizeNode(written)
    const tag = node.tag ?? this.#target.graph.get(node.key)?.tag
    checkNode(node, tag !== undefined && isKnownTag(tag) ? NODE_TYPES[tag].props : undefined)
    checkTravels(node)
    return this.#kept(encodeRawPictures(node, (key) => this.#target.graph.get(key)?.tag))
  }

  #kept<T>(value: T): T {
    return this.#options.copies ? copyValue(value) : value
  }
}

/** Nodes that a scene brings say what they are. */
function withEncodedPictures(scene: SceneData): SceneData {
  const encoded: SceneData = { ...scene }
  for (const slot of SLOTS) {
    const list = scene[slot]
    if (Array.isArray(list)) encoded[slot] = list.map((node) => encodeRawPictures(node, () => undefined))
  }
  return encoded
}

const asList = <T>(value: OneOrMany<T>): readonly T[] => (Array.isArray(value) ? value : [value as T])

function readTarget(what: string, target: Target): string | null {
  const isNode = 'key' in Object(target) || 'tag' in Object(target)
  if (isRecord(target) && !isNode) return (target as Target).to ?? null
  const hint = isNode ? 'write several nodes as a list' : 'write { to: … }'
  throw new ProtocolError('INVALID_OPERATION', `${what}: the second argument says where new nodes go; ${hint}`)
}

/** Nothing came of it, so there is nothing to tell. */
function isVain(operation: Operation, change: Change): boolean {
  if (operation.op === 'set') return false
  if (operation.op === 'remove') return change.missing.length === operation.keys.length
  if (operation.op === 'update') return change.missing.length === operation.nodes.length
  return operation.nodes.length === 0
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
