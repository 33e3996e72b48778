import { checkKey, normalizeNode } from './defineNode.ts'
import { MAX_DEPTH } from './insertable.ts'
import {
  FORBIDDEN_NAMES,
  isRecord,
  isSlot,
  type NodeData,
  type NodePatch,
  type SceneData,
  SLOTS,
  TEXT_TAG,
} from './node.ts'
import { type Operation, plainOperation, type WireOperation } from './operations.ts'
import type { SceneGraph } from './SceneGraph.ts'

/**
 * What another program's operations need before they fit our graph. Vuer allows two nodes with one key, nodes without a
 * key, a parent that does not exist, and a SET that leaves absent lists as they were. None of that may lose a scene, so
 * it is brought into a form that applies, and what had to be changed is told in `notes`. The rules are numbered AD in
 * PROTOCOL.md.
 */
export function adoptOperation(given: WireOperation, graph: SceneGraph): { operation: Operation; notes: string[] } {
  const operation = plainOperation(given)
  const adopter = new Adopter(graph)
  const { notes } = adopter
  switch (operation.op) {
    case 'set':
      return { operation: { op: 'set', scene: adopter.scene(operation.scene), keepAbsentSlots: true }, notes }
    case 'add': {
      const { to } = operation
      if (!adopter.hasPlace(to)) return { operation: { op: 'add', nodes: [], to: null }, notes }
      return { operation: { op: 'add', nodes: adopter.children(operation.nodes, to), to }, notes }
    }
    case 'update':
      return { operation: { op: 'update', nodes: operation.nodes.flatMap((node) => adopter.change(node)) }, notes }
    case 'upsert': {
      const { to } = operation
      const nodes = operation.nodes.flatMap((node): NodePatch[] => {
        if (adopter.has(keyOf(node))) return adopter.change(node)
        return adopter.hasPlace(to) ? (adopter.children([node], to) as NodeData[]) : []
      })
      return { operation: { op: 'upsert', nodes, to }, notes }
    }
    case 'remove':
      return { operation, notes }
    default:
      return operation satisfies never
  }
}

/** Brings the entries of one operation into our form, one after another, and knows the graph as they leave it. */
class Adopter {
  readonly notes: string[] = []
  readonly #graph: SceneGraph
  /** Keys that this operation has placed, each with the keys of its children. */
  readonly #placed = new Map<string, string[]>()
  /** Keys of the graph that this operation has taken away. */
  readonly #gone = new Set<string>()

  constructor(graph: SceneGraph) {
    this.#graph = graph
  }

  has(key: string | undefined): boolean {
    if (key === undefined || !isUsable(key)) return false
    return this.#placed.has(key) || (this.#graph.has(key) && !this.#gone.has(key))
  }

  hasPlace(to: string | null): boolean {
    if (to === null || isSlot(to) || this.has(to)) return true
    this.#note(`no node has the key ${JSON.stringify(to)}: nothing was added under it`)
    return false
  }

  scene(written: SceneData): SceneData {
    const { key: _key, ...scene } = withoutForbidden(normalizeNode(written)) as SceneData
    for (const slot of SLOTS) for (const key of this.#graph.slots[slot]) this.#takeAway(key)
    for (const slot of SLOTS) {
      if (scene[slot] === undefined || scene[slot] === null) delete scene[slot]
      else scene[slot] = this.children(scene[slot], null)
    }
    for (const slot of SLOTS) {
      if (scene[slot]) continue
      const kept = this.#graph.slots[slot].map((key) => this.#graph.nodeData(key))
      const left = this.#withoutPlaced(kept)
      if (left !== kept) scene[slot] = left
    }
    return { ...scene, tag: 'Scene' }
  }

  /** New nodes for the end of `parent`'s children; `null` and the names of root lists stand for the root. */
  children(children: unknown, parent: string | null): (NodeData | string)[] {
    const depth = parent !== null && this.#graph.has(parent) ? this.#graph.depthOf(parent) + 1 : 0
    const adopted = this.#children(children, depth)
    if (parent !== null && !isSlot(parent) && this.has(parent)) {
      this.#placed.set(parent, [...this.#childrenOf(parent), ...keysIn(adopted)])
    }
    return adopted
  }

  /** A change of a node that exists; nothing, if it names none. */
  change(written: NodePatch): NodePatch[] {
    const key = keyOf(written)
    if (key === undefined || !isUsable(key)) {
      this.#note(`a change of a node with the key ${JSON.stringify(written.key)} was left out`)
      return []
    }
    if (!this.has(key)) return [{ key }]
    const { tag, children, ...props } = withoutForbidden(normalizeNode(written))
    const patch: NodePatch = { ...props, key }
    if (typeof tag === 'string' && tag !== '' && tag !== TEXT_TAG) patch.tag = tag
    if (children !== undefined) {
      for (const child of this.#childrenOf(key)) this.#takeAway(child)
      const adopted = this.children(children, key)
      this.#placed.set(key, keysIn(adopted))
      patch.children = adopted
    }
    return [patch]
  }

  #children(children: unknown, depth: number): (NodeData | string)[] {
    return asList(children).flatMap((child): (NodeData | string)[] => {
      if (typeof child === 'string') return [child]
      if (typeof child === 'number') return [String(child)]
      if (isRecord(child)) return this.#node(child, depth)
      return []
    })
  }

  #node(written: Record<string, unknown>, depth: number): NodeData[] {
    const { tag, key: _key, children, ...props } = withoutForbidden(normalizeNode(written))
    if (typeof tag !== 'string' || tag === '' || tag === TEXT_TAG) {
      this.#note(`a node without a tag (key ${JSON.stringify(written.key)}) was left out`)
      return []
    }
    if (depth > MAX_DEPTH) {
      this.#note(`${tag}: a node deeper than ${MAX_DEPTH} levels was left out`)
      return []
    }
    const key = this.#freeKey(tag, keyOf(written))
    const node: NodeData = { ...props, tag, key }
    this.#placed.set(key, [])
    if (children !== undefined) {
      const adopted = this.#children(children, depth + 1)
      this.#placed.set(key, keysIn(adopted))
      node.children = adopted
    }
    return [node]
  }

  #freeKey(tag: string, written: string | undefined): string {
    const wanted = written ?? `${tag}#`
    let key = wanted
    for (let copy = 2; this.has(key) || !isUsable(key); copy += 1) {
      key = `${isUsable(wanted) ? wanted : tag}~${copy}`
    }
    if (key !== wanted && written !== undefined) {
      this.#note(`${tag}: the key ${JSON.stringify(written)} is taken or reserved, so this node is kept as "${key}"`)
    }
    return key
  }

  /** What a SET did not mention stays, but a key belongs to the node that was written last. */
  #withoutPlaced(kept: readonly (NodeData | string)[]): readonly (NodeData | string)[] {
    let differs = false
    const left = kept.flatMap((node): (NodeData | string)[] => {
      if (typeof node === 'string') return [node]
      if (this.#placed.has(node.key)) {
        differs = true
        this.#note(`${node.tag}: the node "${node.key}" of before made way for the one that was set`)
        return []
      }
      const children = node.children && this.#withoutPlaced(node.children)
      if (children === node.children) return [node]
      differs = true
      return [{ ...node, children: children ?? [] }]
    })
    return differs ? left : kept
  }

  #childrenOf(key: string): readonly string[] {
    return this.#placed.get(key) ?? this.#graph.get(key)?.children ?? []
  }

  #takeAway(key: string): void {
    for (const child of this.#childrenOf(key)) this.#takeAway(child)
    this.#placed.delete(key)
    if (this.#graph.has(key)) this.#gone.add(key)
  }

  #note(note: string): void {
    this.notes.push(note)
  }
}

/** Keys may be numbers elsewhere. */
const keyOf = ({ key }: { key?: unknown }): string | undefined =>
  key === undefined || key === null || key === '' ? undefined : String(key)

const keysIn = (children: readonly (NodeData | string)[]): string[] =>
  children.flatMap((child) => (typeof child === 'string' ? [] : [child.key]))

const asList = (children: unknown): readonly unknown[] => (Array.isArray(children) ? children : [children])

function withoutForbidden<N extends Record<string, unknown>>(node: N): N {
  if (![...FORBIDDEN_NAMES].some((name) => Object.hasOwn(node, name))) return node
  return Object.fromEntries(Object.entries(node).filter(([name]) => !FORBIDDEN_NAMES.has(name))) as N
}

function isUsable(key: string): boolean {
  try {
    checkKey(key, 'node')
    return true
  } catch {
    return false
  }
}
