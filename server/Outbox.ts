import {
  type Change,
  type Dialect,
  encodeFrame,
  isSlot,
  type NodePatch,
  type Operation,
  operationMessage,
  type SceneGraph,
  SLOTS,
  type Slot,
  spellOut,
} from '../protocol/index.ts'
import type { Transport } from './Transport.ts'

/** Above this many unsent bytes the client is behind, and changes are merged instead of queued. */
const BEHIND_BYTES = 256 * 1024

/** Structural operations that may wait before they are replaced by the scene as it is. */
const MIN_STRUCTURE = 64

/** What waits for one place in the stream: operations, and then at most one message that must come after them. */
interface Segment {
  /** Entries become `undefined` when something later made them pointless. */
  operations: (Operation | undefined)[]
  /** The last waiting change of each node, with its place in `operations`. */
  patches: Map<string, { at: number; patch: NodePatch }>
  structural: number
  message: unknown
}

const newSegment = (): Segment => ({ operations: [], patches: new Map(), structural: 0, message: undefined })

/**
 * What goes down to one client. While the socket keeps up, each operation is one frame at once. While it does not, what
 * waits is the difference between the script's scene and the client's: newer changes to a prop replace older ones, a
 * removed node's changes vanish, structure is kept, and when more structure waits than the scene has nodes, the whole
 * scene takes its place. So what a stalled client costs is bounded by its scene. Messages keep their place.
 */
export class Outbox {
  readonly #graph: SceneGraph
  readonly #now: () => number
  #transport: Transport | undefined
  #dialect: Dialect = 'vuer'
  #segments: Segment[] = []
  #flushing = false
  /** Root lists that the client has had something in: Vuer's client keeps lists that a SET leaves out. */
  readonly #filledSlots = new Set<Slot>()
  readonly #sentSceneProps = new Set<string>()

  /** `graph` is the script's scene: every operation given to {@link push} has been applied to it. */
  constructor(graph: SceneGraph, now: () => number = Date.now) {
    this.#graph = graph
    this.#now = now
  }

  attach(transport: Transport): void {
    this.#transport = transport
    this.flush()
  }

  speak(dialect: Dialect): void {
    this.#dialect = dialect
  }

  detach(): void {
    this.#transport = undefined
    this.#segments = []
  }

  /** Operations and messages that wait. */
  get waiting(): number {
    let count = 0
    for (const { operations, message } of this.#segments) {
      count += operations.filter(Boolean).length + (message === undefined ? 0 : 1)
    }
    return count
  }

  get isBehind(): boolean {
    return this.#segments.length > 0 || (this.#transport?.bufferedBytes ?? 0) > BEHIND_BYTES
  }

  push(operation: Operation, change: Change): void {
    if (!this.#transport) return
    if (this.isBehind) this.#hold(operation, change)
    else this.#sendOperation(operation)
  }

  /** A call or an event of the script: it goes after everything that was pushed before it. */
  send(message: unknown): void {
    if (!this.#transport) return
    if (!this.isBehind) {
      this.#sendFrame(message)
      return
    }
    this.#lastSegment().message = message
    this.#segments.push(newSegment())
  }

  /** A message about the connection itself, which waits for nothing. */
  sendNow(message: unknown): void {
    if (this.#transport) this.#sendFrame(message)
  }

  flush(): void {
    // A frame that is written at once asks for the next while this one's segment is not finished.
    if (this.#flushing) return
    this.#flushing = true
    try {
      while (this.#transport && this.#segments.length > 0 && this.#transport.bufferedBytes <= BEHIND_BYTES) {
        const segment = this.#segments.shift()!
        for (const operation of gather(segment.operations)) this.#sendOperation(operation)
        if (segment.message !== undefined) this.#sendFrame(segment.message)
      }
    } finally {
      this.#flushing = false
    }
  }

  #lastSegment(): Segment {
    if (this.#segments.length === 0) this.#segments.push(newSegment())
    return this.#segments[this.#segments.length - 1]!
  }

  #hold(operation: Operation, change: Change): void {
    const segment = this.#lastSegment()
    for (const key of change.removed) {
      const waiting = segment.patches.get(key)
      if (!waiting) continue
      segment.operations[waiting.at] = undefined
      segment.patches.delete(key)
    }
    if (operation.op === 'set' && !operation.keepAbsentSlots) {
      segment.operations = [operation]
      segment.patches.clear()
      segment.structural = 1
      return
    }
    if (operation.op === 'update' || (operation.op === 'upsert' && change.inserted.length === 0)) {
      for (const patch of operation.nodes) if (!change.missing.includes(patch.key)) this.#holdPatch(segment, patch)
      return
    }
    segment.operations.push(operation)
    segment.structural += 1
    this.#collapse(segment)
  }

  #holdPatch(segment: Segment, patch: NodePatch): void {
    const waiting = segment.patches.get(patch.key)
    if (waiting && patch.children === undefined) {
      waiting.patch = { ...waiting.patch, ...patch }
      segment.operations[waiting.at] = { op: 'update', nodes: [waiting.patch] }
      return
    }
    const at = segment.operations.push({ op: 'update', nodes: [patch] }) - 1
    if (patch.children === undefined) segment.patches.set(patch.key, { at, patch })
    else {
      segment.patches.delete(patch.key)
      segment.structural += 1
      this.#collapse(segment)
    }
  }

  #collapse(segment: Segment): void {
    if (segment.structural <= Math.max(MIN_STRUCTURE, this.#graph.nodes.size)) return
    segment.operations = [{ op: 'set', scene: this.#graph.toJSON() }]
    segment.patches.clear()
    segment.structural = 1
  }

  #sendOperation(operation: Operation): void {
    const explicit = operation.op === 'set' ? this.#explicitSet(operation) : operation
    this.#sendFrame(operationMessage(this.#dialect === 'vuer' ? spellOut(explicit) : explicit, this.#now()))
    if (operation.op === 'add' || operation.op === 'upsert') this.#filledSlots.add(slotOf(operation.to))
  }

  /** A SET that also says which lists and props of the client's scene are gone. */
  #explicitSet(operation: Operation & { op: 'set' }): Operation {
    const scene = { ...operation.scene }
    for (const slot of SLOTS) {
      if (scene[slot]) this.#filledSlots.add(slot)
      else if (this.#filledSlots.has(slot)) scene[slot] = []
    }
    for (const name of this.#sentSceneProps) if (!(name in scene)) scene[name] = null
    for (const name of Object.keys(scene)) if (!STRUCTURE.has(name)) this.#sentSceneProps.add(name)
    return { op: 'set', scene }
  }

  #sendFrame(message: unknown): void {
    this.#transport?.send(encodeFrame(message, this.#dialect), () => this.flush())
  }
}

const STRUCTURE: ReadonlySet<string> = new Set(['tag', 'key', ...SLOTS])

const slotOf = (to: string | null): Slot => (isSlot(to) ? to : 'children')

/** Changes that stand next to each other travel together; those of structure depend on what came before and do not. */
function gather(operations: (Operation | undefined)[]): Operation[] {
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
