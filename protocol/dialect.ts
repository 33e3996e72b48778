import { checkKey, normalizeNode } from './defineNode.ts'
import { FORBIDDEN_NAMES, isRecord, isSlot, type NodeData, type SceneData, SLOTS } from './node.ts'
import type { Operation } from './operations.ts'
import type { SceneGraph } from './SceneGraph.ts'

/**
 * What another program's operations need before they fit our graph. Vuer allows two nodes with one key, nodes without a
 * key, a parent that does not exist, and a SET that leaves absent lists as they were. None of that may lose a scene, so
 * it is brought into a form that applies, and what had to be changed is told in `notes`.
 */
export function adoptOperation(operation: Operation, graph: SceneGraph): { operation: Operation; notes: string[] } {
  const notes: string[] = []
  switch (operation.op) {
    case 'set': {
      const adopter = new Adopter(new Set(), notes)
      const source = normalizeNode(operation.scene)
      const scene: SceneData = { ...source, tag: 'Scene' }
      for (const name of FORBIDDEN_NAMES) if (Object.hasOwn(scene, name)) delete scene[name]
      for (const slot of SLOTS) {
        if (source[slot] === undefined || source[slot] === null) {
          delete scene[slot]
          for (const key of graph.slots[slot]) adopter.take(graph, key)
        }
      }
      for (const slot of SLOTS) if (scene[slot]) scene[slot] = adopter.children(scene[slot])
      if (scene.key !== undefined) scene.key = String(scene.key)
      return { operation: { op: 'set', scene, keepAbsentSlots: true }, notes }
    }
    case 'add': {
      if (parentIsMissing(operation.to, graph, notes)) return { operation: { ...operation, nodes: [] }, notes }
      return {
        operation: { ...operation, nodes: new Adopter(new Set(graph.nodes.keys()), notes).children(operation.nodes) },
        notes,
      }
    }
    case 'upsert': {
      const isNew = (node: unknown) => isRecord(node) && !graph.has(String(node.key))
      const known = operation.nodes.filter((node) => !isNew(node)).map((node) => ({ ...node, key: String(node.key) }))
      const fresh = operation.nodes.filter(isNew)
      const adopter = new Adopter(new Set(graph.nodes.keys()), notes)
      const placed =
        fresh.length > 0 && parentIsMissing(operation.to, graph, notes) ? [] : adopter.children(fresh as NodeData[])
      return { operation: { ...operation, nodes: [...known, ...(placed as NodeData[])] }, notes }
    }
    case 'update':
      return {
        operation: { ...operation, nodes: operation.nodes.map((node) => ({ ...node, key: String(node.key) })) },
        notes,
      }
    case 'remove':
      return { operation, notes }
    default:
      return operation satisfies never
  }
}

function parentIsMissing(to: string | null, graph: SceneGraph, notes: string[]): boolean {
  if (to === null || isSlot(to) || graph.has(to)) return false
  notes.push(`no node has the key ${JSON.stringify(to)}: nothing was added under it`)
  return true
}

class Adopter {
  readonly #taken: Set<string>
  readonly #notes: string[]

  constructor(taken: Set<string>, notes: string[]) {
    this.#taken = taken
    this.#notes = notes
  }

  /** Counts a subtree that stays in the graph as taken. */
  take(graph: SceneGraph, key: string): void {
    this.#taken.add(key)
    for (const child of graph.get(key)?.children ?? []) this.take(graph, child)
  }

  children(children: readonly unknown[]): (NodeData | string)[] {
    const adopted: (NodeData | string)[] = []
    for (const child of Array.isArray(children) ? children : []) {
      if (typeof child === 'string') adopted.push(child)
      else if (isRecord(child)) {
        const node = this.#node(child)
        if (node) adopted.push(node)
      }
    }
    return adopted
  }

  #node(written: Record<string, unknown>): NodeData | undefined {
    const node = { ...normalizeNode(written) } as NodeData
    for (const name of FORBIDDEN_NAMES) if (Object.hasOwn(node, name)) delete node[name]
    if (typeof node.tag !== 'string' || node.tag === '') {
      this.#notes.push(`a node without a tag (key ${JSON.stringify(node.key)}) was left out`)
      return undefined
    }
    node.key = this.#freeKey(node)
    if (node.children !== undefined) node.children = this.children(node.children ?? [])
    return node
  }

  #freeKey(node: NodeData): string {
    const wanted = node.key === undefined || node.key === null || node.key === '' ? `${node.tag}#` : String(node.key)
    let key = wanted
    for (let copy = 2; this.#taken.has(key) || !isUsable(key, node.tag); copy += 1) key = `${wanted}~${copy}`
    if (key !== wanted && node.key)
      this.#notes.push(`${node.tag}: a second node with the key "${wanted}" is kept as "${key}"`)
    this.#taken.add(key)
    return key
  }
}

function isUsable(key: string, tag: string): boolean {
  try {
    checkKey(key, tag)
    return true
  } catch {
    return false
  }
}
