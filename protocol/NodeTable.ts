import type { Change } from './Change.ts'
import { normalizeNode } from './defineNode.ts'
import { ProtocolError } from './errors.ts'
import { isSlot, type NodeData, type Slot, TEXT_TAG } from './node.ts'
import { quoted } from './quoted.ts'
import { assignProps } from './writtenProps.ts'

/** One entry of the flat table. Treat it as read-only outside the graph. */
export interface GraphNode {
  readonly key: string
  tag: string
  props: Record<string, unknown>
  /** The key of the parent, or `null` for a child of the root. */
  parent: string | null
  slot: Slot
  children: string[]
  /** The graph's {@link SceneGraph.revision} at the last change of its tag or props. */
  revision: number
}

type Child = NodeData | string

/**
 * The table of nodes, and the lists that say where each stands. What is written here was checked before; a change is told
 * what happened.
 */
export class NodeTable {
  readonly nodes = new Map<string, GraphNode>()
  readonly slots: Record<Slot, string[]> = { children: [], bgChildren: [], rawChildren: [], htmlChildren: [] }
  /** Counts the operations that were applied. */
  revision = 0

  /** One node with its subtree, in the nested form. */
  nodeData(key: string): NodeData | string {
    const node = this.nodes.get(key)
    if (!node) throw new ProtocolError('INVALID_OPERATION', `no node has the key ${quoted(key)}`)
    if (node.tag === TEXT_TAG) return node.props.text as string
    const data: NodeData = { tag: node.tag, key: node.key, ...node.props }
    if (node.children.length > 0) data.children = node.children.map((child) => this.nodeData(child))
    return data
  }

  /** How many nodes are above this one; 0 for a child of the root. */
  depthOf(key: string): number {
    let depth = 0
    for (let at = this.nodes.get(key)?.parent; at; at = this.nodes.get(at)?.parent) depth += 1
    return depth
  }

  /** True when `key` is `ancestor` or lies below it. */
  isWithin(key: string, ancestor: string): boolean {
    for (let at: string | null | undefined = key; at; at = this.nodes.get(at)?.parent) {
      if (at === ancestor) return true
    }
    return false
  }

  /** Adds the keys of a node and of all below it. */
  collectSubtree(key: string, into: Set<string>): void {
    into.add(key)
    for (const child of this.nodes.get(key)?.children ?? []) this.collectSubtree(child, into)
  }

  /** Puts a new node at the end of a root list, or of the children of `to`. */
  append(child: Child, to: string | null, change: Change): void {
    if (to === null || isSlot(to)) this.insert(child, null, to ?? 'children', change)
    else this.insert(child, to, 'children', change)
  }

  /** The same, with its parent and its root list apart. */
  insert(child: Child, parent: string | null, slot: Slot, change: Change): void {
    const siblings = parent === null ? this.slots[slot] : this.nodes.get(parent)!.children
    const { key, tag, children, ...props } =
      typeof child === 'string' ? this.#textNode(child, parent ?? slot, siblings.length) : normalizeNode(child)
    this.nodes.set(key, {
      key,
      tag,
      props: assignProps({}, props),
      parent,
      slot,
      children: [],
      revision: this.revision,
    })
    siblings.push(key)
    change.inserted.push(key)
    if (parent === null) change.slots.add(slot)
    else change.structural.add(parent)
    for (const grandchild of children ?? []) this.insert(grandchild, key, 'children', change)
  }

  /** Its key is for the table only: no operation names it, and {@link checkKey} keeps such keys for text. */
  #textNode(text: string, parent: string, position: number): NodeData {
    let index = position
    while (this.nodes.has(`${parent}/${TEXT_TAG}${index}`)) index += 1
    return { key: `${parent}/${TEXT_TAG}${index}`, tag: TEXT_TAG, text }
  }

  /** Takes a node out of the list that it stands in. */
  detach(node: GraphNode, change: Change): void {
    const siblings = node.parent === null ? this.slots[node.slot] : this.nodes.get(node.parent)!.children
    siblings.splice(siblings.indexOf(node.key), 1)
    if (node.parent === null) change.slots.add(node.slot)
    else change.structural.add(node.parent)
  }

  /** Forgets a node and all below it. */
  delete(key: string, change: Change): void {
    const node = this.nodes.get(key)
    if (!node) return
    for (const child of node.children) this.delete(child, change)
    this.nodes.delete(key)
    change.removed.push(key)
  }
}
