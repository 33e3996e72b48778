import type { Change, NodePatch, Operation, SceneGraph } from '../../protocol/index.ts'

/** Structural operations that may wait before they are replaced by the scene as it is. */
const MIN_STRUCTURE = 64

/**
 * Operations that wait for a client which is behind: the difference between what it shows and the script's scene. Newer
 * changes to a prop replace older ones, a removed node's changes vanish, structure keeps its order, and when more
 * structure waits than the scene has nodes, the whole scene takes its place. So they are bounded by the scene.
 */
export class HeldChanges {
  readonly #graph: SceneGraph
  /** Entries become `undefined` when something later made them pointless. */
  #operations: (Operation | undefined)[] = []
  /** The last waiting change of each node, with its place in `#operations`. */
  readonly #patches = new Map<string, { at: number; patch: NodePatch }>()
  #structural = 0

  /** `graph` is the script's scene: every operation that is held has been applied to it. */
  constructor(graph: SceneGraph) {
    this.#graph = graph
  }

  get size(): number {
    return this.#operations.reduce((count, operation) => count + (operation ? 1 : 0), 0)
  }

  hold(operation: Operation, change: Change): void {
    for (const key of change.removed) {
      const waiting = this.#patches.get(key)
      if (!waiting) continue
      this.#operations[waiting.at] = undefined
      this.#patches.delete(key)
    }
    if (operation.op === 'set' && !operation.keepAbsentSlots) {
      this.#replaceBy(operation)
      return
    }
    if (operation.op === 'update' || (operation.op === 'upsert' && change.inserted.length === 0)) {
      for (const patch of operation.nodes) if (!change.missing.includes(patch.key)) this.#holdPatch(patch)
      return
    }
    // Later changes to its nodes must come after it, not join earlier ones.
    if (operation.op === 'upsert') for (const { key } of operation.nodes) this.#patches.delete(key)
    this.#operations.push(operation)
    this.#structural += 1
    this.#collapse()
  }

  /** Everything, in order; changes that stand next to each other travel together. Nothing is held afterwards. */
  take(): Operation[] {
    const operations = gather(this.#operations)
    this.clear()
    return operations
  }

  clear(): void {
    this.#operations = []
    this.#patches.clear()
    this.#structural = 0
  }

  #holdPatch(patch: NodePatch): void {
    const waiting = this.#patches.get(patch.key)
    if (waiting && patch.children === undefined) {
      waiting.patch = { ...waiting.patch, ...patch }
      this.#operations[waiting.at] = { op: 'update', nodes: [waiting.patch] }
      return
    }
    const at = this.#operations.push({ op: 'update', nodes: [patch] }) - 1
    if (patch.children === undefined) this.#patches.set(patch.key, { at, patch })
    else {
      this.#patches.delete(patch.key)
      this.#structural += 1
      this.#collapse()
    }
  }

  #collapse(): void {
    if (this.#structural <= Math.max(MIN_STRUCTURE, this.#graph.nodes.size)) return
    this.#replaceBy({ op: 'set', scene: this.#graph.toJSON() })
  }

  #replaceBy(set: Operation): void {
    this.clear()
    this.#operations.push(set)
    this.#structural = 1
  }
}

/** Changes of structure depend on what came before; those of props between two of them are one update. */
function gather(operations: readonly (Operation | undefined)[]): Operation[] {
  const gathered: Operation[] = []
  let open: NodePatch[] | undefined
  for (const operation of operations) {
    if (!operation) continue
    const isMotion = operation.op === 'update' && operation.nodes.every(({ children }) => children === undefined)
    if (!isMotion) {
      open = undefined
      gathered.push(operation)
    } else if (open) open.push(...operation.nodes)
    else {
      open = [...operation.nodes]
      gathered.push({ op: 'update', nodes: open })
    }
  }
  return gathered
}
