import { type Change, noChange } from './Change.ts'
import { checkKey, normalizeNode } from './defineNode.ts'
import { ProtocolError } from './errors.ts'
import { asNew, checkInsertable, checkNames, checkTag } from './insertable.ts'
import { type GraphNode, NodeTable } from './NodeTable.ts'
import { isSlot, type NodeData, type NodePatch, type SceneData, SLOTS, type Slot, TEXT_TAG } from './node.ts'
import { type NodeColumns, rowOf } from './nodeColumns.ts'
import { type Operation, plainOperation, type WireOperation } from './operations.ts'
import { quoted } from './quoted.ts'
import { rememberNodes } from './rememberNodes.ts'
import { assignProps, isMotionOf, propsOf, repeatedOf } from './writtenProps.ts'

type Child = NodeData | string

/**
 * The scene as a flat table of nodes by key. Script, store and browser each have one, and the same operations in the
 * same order make them equal. The rules are numbered SG in PROTOCOL.md. An operation that cannot apply throws a
 * {@link ProtocolError} before anything has changed.
 */
export class SceneGraph {
  readonly #table = new NodeTable()
  readonly nodes: ReadonlyMap<string, GraphNode> = this.#table.nodes
  readonly slots: Readonly<Record<Slot, readonly string[]>> = this.#table.slots
  sceneKey: string | undefined
  sceneProps: Record<string, unknown> = {}
  readonly #comparesProps: boolean

  /** `comparesProps`: changes tell which props are repeated. Who has no use for that saves the time. */
  constructor({ comparesProps = false }: { comparesProps?: boolean } = {}) {
    this.#comparesProps = comparesProps
  }

  /** Counts the operations that were applied. */
  get revision(): number {
    return this.#table.revision
  }

  get(key: string): GraphNode | undefined {
    return this.nodes.get(key)
  }

  has(key: string): boolean {
    return this.nodes.has(key)
  }

  apply(operation: WireOperation): Change {
    this.#table.revision += 1
    const change = noChange()
    if (operation.op !== 'columns') this.#apply(operation, change)
    else if (!this.#applyColumns(operation.content, change)) this.#apply(plainOperation(operation), change)
    return change
  }

  #apply(operation: Operation, change: Change): void {
    switch (operation.op) {
      case 'set':
        this.#set(operation.scene, operation.keepAbsentSlots ?? false, change)
        break
      case 'add':
        this.#add(operation.nodes, operation.to, change)
        break
      case 'update':
        this.#update(operation.nodes, change)
        break
      case 'upsert':
        this.#upsert(operation.nodes, operation.to, change)
        break
      case 'remove':
        this.#remove(operation.keys, change)
        break
      default:
        operation satisfies never
    }
  }

  /**
   * Does what an operation did to another graph that has the same nodes, if it changed props of them and nothing else:
   * without looking at it again. False, with nothing done, for any other change and where this graph lacks a node.
   */
  follow({ patched, inserted, removed, structural, slots, scene }: Change): boolean {
    if (inserted.length > 0 || removed.length > 0 || structural.size > 0 || slots.size > 0 || scene) return false
    const nodes: GraphNode[] = []
    for (const { key } of patched) {
      const node = this.nodes.get(key)
      if (!node) return false
      nodes.push(node)
    }
    this.#table.revision += 1
    for (let index = 0; index < nodes.length; index += 1) {
      const node = nodes[index]!
      assignProps(node.props, patched[index]!.props)
      node.revision = this.revision
    }
    return true
  }

  /** The scene in the nested form in which it is written. A deep copy of the structure; prop values are shared. */
  toJSON(): SceneData {
    const scene: SceneData = { tag: 'Scene' }
    if (this.sceneKey !== undefined) scene.key = this.sceneKey
    Object.assign(scene, this.sceneProps)
    for (const slot of SLOTS) {
      if (this.slots[slot].length > 0) scene[slot] = this.slots[slot].map((key) => this.nodeData(key))
    }
    return scene
  }

  /** One node with its subtree, in the nested form. */
  nodeData(key: string): NodeData | string {
    return this.#table.nodeData(key)
  }

  /** How many nodes are above this one; 0 for a child of the root. */
  depthOf(key: string): number {
    return this.#table.depthOf(key)
  }

  /** True when `key` is `ancestor` or lies below it. */
  isWithin(key: string, ancestor: string): boolean {
    return this.#table.isWithin(key, ancestor)
  }

  #set(scene: SceneData, keepAbsentSlots: boolean, change: Change): void {
    const given = normalizeNode(scene)
    checkNames(given, 'Scene')
    const written = new Set<string>()
    const kept = new Set<string>()
    for (const slot of SLOTS) {
      if (keepAbsentSlots && given[slot] === undefined)
        for (const key of this.slots[slot]) this.#table.collectSubtree(key, kept)
    }
    for (const slot of SLOTS) checkInsertable(given[slot] ?? [], written, (key) => kept.has(key), 0)

    for (const slot of SLOTS) {
      if (keepAbsentSlots && given[slot] === undefined) continue
      for (const key of this.slots[slot]) this.#table.delete(key, change)
      this.#table.slots[slot] = []
      change.slots.add(slot)
    }
    for (const slot of SLOTS) {
      for (const child of given[slot] ?? []) this.#table.insert(child, null, slot, change)
    }
    const { tag: _tag, key, children, bgChildren, rawChildren, htmlChildren, ...props } = given
    if (keepAbsentSlots) assignProps(this.sceneProps, props)
    else {
      this.sceneKey = key
      this.sceneProps = assignProps({}, props)
    }
    change.scene = true
  }

  #add(nodes: readonly Child[], to: string | null, change: Change): void {
    this.#checkParent(to)
    checkInsertable(nodes, new Set(), this.#isTaken, this.#depthUnder(to))
    for (const node of nodes) this.#table.append(node, to, change)
  }

  #update(nodes: readonly NodePatch[], change: Change): void {
    if (this.#applyMotion(nodes, change)) return
    const patches = nodes.map(normalizeNode)
    const apply = (patch: NodePatch) => {
      const node = this.nodes.get(patch.key)
      if (node) this.#patch(node, patch, change)
      else change.missing.push(patch.key)
    }
    if (patches.some((patch) => this.#mayMeetOthers(patch, patches))) {
      this.#oneByOne(patches, (patch) => this.#checkPatch(patch), apply)
      return
    }
    for (const patch of patches) this.#checkPatch(patch)
    for (const patch of patches) apply(patch)
  }

  #upsert(nodes: readonly (NodeData | NodePatch)[], to: string | null, change: Change): void {
    if (this.#applyMotion(nodes, change)) return
    const list = nodes.map(normalizeNode)
    const inserted = new Set<string>()
    const check = (node: NodePatch, written: Set<string>) => {
      if (this.nodes.has(node.key)) this.#checkPatch(node)
      else {
        this.#checkParent(to)
        checkInsertable([asNew(node)], written, this.#isTaken, this.#depthUnder(to))
      }
    }
    const apply = (node: NodePatch) => {
      const existing = this.nodes.get(node.key)
      if (existing) this.#patch(existing, node, change)
      else this.#table.append(asNew(node), to, change)
    }
    for (const node of list) {
      if (inserted.has(node.key) || this.#mayMeetOthers(node, list)) {
        this.#oneByOne(list, (each) => check(each, new Set()), apply)
        return
      }
      check(node, inserted)
    }
    for (const node of list) apply(node)
  }

  /**
   * Props of nodes that are there, and nothing else: by far the most frequent operation, in which nothing can go wrong
   * once each entry was looked at. False, with nothing done, for every other one.
   */
  #applyMotion(patches: readonly NodePatch[], change: Change): boolean {
    const nodes: GraphNode[] = []
    for (const patch of patches) {
      const node = this.nodes.get(patch.key)
      if (!node || !isMotionOf(node, patch)) return false
      nodes.push(node)
    }
    for (let index = 0; index < nodes.length; index += 1) {
      this.#write(nodes[index]!, propsOf(patches[index]!), change)
    }
    return true
  }

  /** The same for columns, without making a change of each row. */
  #applyColumns(content: NodeColumns, change: Change): boolean {
    const nodes: GraphNode[] = []
    for (const key of content.keys) {
      const node = this.nodes.get(key)
      if (!node || node.tag === TEXT_TAG) return false
      nodes.push(node)
    }
    const props = content.columns.filter(({ name }) => name !== 'tag')
    const tags = content.columns.find(({ name }) => name === 'tag')
    if (tags && !('all' in tags && nodes.every(({ tag }) => tag === tags.all))) return false
    for (let index = 0; index < nodes.length; index += 1) this.#write(nodes[index]!, rowOf(props, index), change)
    return true
  }

  #write(node: GraphNode, props: Record<string, unknown>, change: Change): void {
    const repeated = this.#comparesProps ? repeatedOf(node.props, props) : undefined
    assignProps(node.props, props)
    node.revision = this.revision
    change.patched.push(repeated ? { key: node.key, props, repeated } : { key: node.key, props })
  }

  #remove(keys: readonly string[], change: Change): void {
    const known = new Set(keys.filter((key) => this.nodes.has(key) && this.nodes.get(key)?.tag !== TEXT_TAG))
    for (const key of keys) {
      const node = this.nodes.get(key)
      if (!known.has(key)) change.missing.push(key)
      else if (node) {
        this.#table.detach(node, change)
        this.#table.delete(key, change)
      }
    }
  }

  /** Whether this entry replaces children, which other entries of the same list may name. */
  #mayMeetOthers(entry: NodePatch, list: readonly NodePatch[]): boolean {
    return list.length > 1 && entry.children !== undefined && this.nodes.has(entry.key)
  }

  /** For lists in which one entry may depend on another: each is checked when its turn comes, and all or none stay. */
  #oneByOne(list: readonly NodePatch[], check: (entry: NodePatch) => void, apply: (entry: NodePatch) => void): void {
    const restore = rememberNodes(this.#table)
    try {
      for (const entry of list) {
        check(entry)
        apply(entry)
      }
    } catch (error) {
      restore()
      throw error
    }
  }

  #isTaken = (key: string): boolean => this.nodes.has(key)

  #depthUnder(to: string | null): number {
    return to === null || isSlot(to) ? 0 : this.depthOf(to) + 1
  }

  #checkParent(to: string | null): void {
    if (to === null || isSlot(to)) return
    const parent = this.nodes.get(to)
    if (!parent || parent.tag === TEXT_TAG) {
      throw new ProtocolError('INVALID_OPERATION', `to: no node has the key ${quoted(to)}; add the parent first`)
    }
  }

  #checkPatch(patch: NodePatch): void {
    checkKey(patch.key, typeof patch.tag === 'string' ? patch.tag : 'node')
    if (patch.tag !== undefined) checkTag(patch.tag)
    checkNames(patch, patch.tag ?? 'node')
    const node = this.nodes.get(patch.key)
    if (!node || patch.children === undefined || patch.children === null) return
    const replaced = new Set<string>()
    for (const child of node.children) this.#table.collectSubtree(child, replaced)
    const isTaken = (key: string) => {
      if (this.isWithin(patch.key, key)) {
        throw new ProtocolError('INVALID_OPERATION', `${JSON.stringify(key)} cannot be a child of its own descendant`)
      }
      return this.nodes.has(key) && !replaced.has(key)
    }
    checkInsertable(patch.children, new Set([patch.key]), isTaken, this.depthOf(patch.key) + 1)
  }

  #patch(node: GraphNode, patch: NodePatch, change: Change): void {
    const { key, tag, children, ...props } = patch
    if (tag !== undefined && tag !== node.tag) {
      node.tag = tag
      change.structural.add(key)
    }
    if (children !== undefined) {
      for (const child of node.children) this.#table.delete(child, change)
      node.children = []
      for (const child of children ?? []) this.#table.insert(child, key, 'children', change)
      change.structural.add(key)
    }
    this.#write(node, props, change)
  }
}
