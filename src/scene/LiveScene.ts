import {
  adoptOperation,
  type Change,
  type GraphNode,
  isHtmlTag,
  isKnownTag,
  REFUSED_TAGS,
  SceneGraph,
  SLOTS,
  type Slot,
  TEXT_TAG,
  type WireOperation,
} from '../../protocol/index.ts'
import { Listeners } from '../Listeners.ts'
import { type FileLoading, LoadingList } from './LoadingList.ts'
import { type Applier, type Binding, NodeEntry } from './NodeEntry.ts'
import { ProblemList } from './ProblemList.ts'
import { isRelevant, NeedsIndex, type StageNeeds } from './StageNeeds.ts'
import { differenceOf, sameValue } from './sameValue.ts'

type Props = Readonly<Record<string, unknown>>

/**
 * The scene as the browser shows it: the graph, and who must hear of which change. Structure and most props go to React
 * by a version per node; placement and the props that a view declares live are collected and written onto the objects
 * once per frame by {@link flush}. It knows neither React nor three.js.
 */
export class LiveScene {
  readonly graph = new SceneGraph({ comparesProps: true })
  readonly problems: ProblemList
  readonly loading = new LoadingList()
  readonly #onProblem: ((message: string) => void) | undefined
  readonly #entries = new Map<string, NodeEntry>()
  readonly #needs = new NeedsIndex(this.graph)
  readonly #needsListeners = new Listeners()
  readonly #changeListeners = new Listeners()
  readonly #sceneListeners = new Listeners()
  readonly #operationListeners = new Set<(change: Change) => void>()
  readonly #slotListeners: Record<Slot, Listeners>
  readonly #slotKeys: Record<Slot, readonly string[]> = {
    children: [],
    bgChildren: [],
    rawChildren: [],
    htmlChildren: [],
  }
  readonly #dirty: NodeEntry[] = []
  #sceneProps: Props = {}
  #lastVersion = 0

  /** `onProblem` hears each problem once, and what had to be changed in operations of other programs. */
  constructor(options: { onProblem?: (message: string) => void } = {}) {
    this.#onProblem = options.onProblem
    this.problems = new ProblemList(options.onProblem)
    this.#slotListeners = Object.fromEntries(SLOTS.map((slot) => [slot, new Listeners()])) as Record<Slot, Listeners>
  }

  /**
   * Applies an operation and tells everyone concerned. `foreign`: it comes from a program that does not keep our rules.
   * Throws a `ProtocolError` when it cannot apply; nothing has changed then.
   */
  apply(operation: WireOperation, { foreign = false }: { foreign?: boolean } = {}): Change {
    let toApply: WireOperation = operation
    if (foreign) {
      const adopted = adoptOperation(operation, this.graph)
      toApply = adopted.operation
      for (const note of adopted.notes) this.#onProblem?.(note)
    }
    const change = this.graph.apply(toApply)
    this.#follow(change)
    for (const listener of this.#operationListeners) listener(change)
    this.invalidate()
    return change
  }

  /** Writes what has changed since the last time onto the objects. Call it once per frame, before anything reads them. */
  flush(): void {
    const dirty = this.#dirty
    for (let index = 0; index < dirty.length; index += 1) this.#flushEntry(dirty[index]!)
    dirty.length = 0
  }

  /**
   * Connects a node with its object and writes the newest values onto it at once, so that no remount can show stale
   * ones. The returned function ends the connection; a newer one stays untouched.
   */
  bind<Target>(key: string, target: Target, applier: Applier<Target>): () => void {
    const entry = this.#entry(key)
    const binding = { target, applier } as Binding
    entry.binding = binding
    this.#markDirty(entry, true, true)
    this.#flushEntry(entry)
    return () => {
      if (entry.binding === binding) entry.binding = undefined
      this.#drop(entry)
    }
  }

  /** Has live props written again before the next frame: after React has changed what they are written onto. */
  touch(key: string, { placement = false }: { placement?: boolean } = {}): void {
    const entry = this.#entries.get(key)
    if (entry?.binding) this.#markDirty(entry, placement, true)
  }

  /** Problems of a node that is gone are not kept. */
  report(key: string, about: string, problem: string | null): void {
    const node = this.graph.get(key)
    if (!node && problem !== null) return
    this.problems.report(key, about, problem === null ? null : `${node?.tag} ${JSON.stringify(key)}: ${problem}`)
  }

  beginLoading(key: string): () => void {
    return this.loading.begin(key)
  }

  /** The same for a file whose name and progress the page shows. */
  beginFile(key: string, name: string): FileLoading {
    return this.loading.beginFile(key, name)
  }

  version(key: string): number {
    return this.#entries.get(key)?.version ?? 0
  }

  subscribeNode(key: string, listener: () => void): () => void {
    const entry = this.#entry(key)
    const stop = entry.listeners.subscribe(listener)
    return () => {
      stop()
      this.#drop(entry)
    }
  }

  slotKeys(slot: Slot): readonly string[] {
    return this.#slotKeys[slot]
  }

  subscribeSlot(slot: Slot, listener: () => void): () => void {
    return this.#slotListeners[slot].subscribe(listener)
  }

  /** What was written on the scene itself. The same object until it changes. */
  get sceneProps(): Props {
    return this.#sceneProps
  }

  readonly subscribeSceneProps = this.#sceneListeners.subscribe

  get needs(): StageNeeds {
    return this.#needs.needs
  }

  /** Whether a node, or one below it, is one that every view needs, or that a person acts by: such do not wait for others. */
  isNeeded(key: string): boolean {
    return this.#needs.isNeeded(key)
  }

  /** The room lights the scene, until the returned function is called: the viewer's own light is not needed meanwhile. */
  lightUp(): () => void {
    const darken = this.#needs.addLight()
    this.#updateNeeds()
    return () => {
      darken()
      this.#updateNeeds()
    }
  }

  readonly subscribeNeeds = this.#needsListeners.subscribe

  /** Called after every operation, and by {@link invalidate}: a new picture is due. */
  readonly subscribeChanges = this.#changeListeners.subscribe

  /** Called with what each operation changed, once it has been applied. */
  subscribeOperations(listener: (change: Change) => void): () => void {
    this.#operationListeners.add(listener)
    return () => this.#operationListeners.delete(listener)
  }

  /** Asks for a new picture: something is drawn otherwise than before, though the graph is the same. */
  invalidate(): void {
    this.#changeListeners.notify()
  }

  #updateNeeds(): void {
    if (this.#needs.update()) this.#needsListeners.notify()
  }

  #follow(change: Change): void {
    let needsMayDiffer = false
    const toNotify = new Set<NodeEntry>()
    const cameBack = new Set<NodeEntry>()
    const bump = (entry: NodeEntry) => {
      this.#lastVersion += 1
      entry.version = this.#lastVersion
      toNotify.add(entry)
    }
    for (const key of change.removed) {
      if (this.graph.has(key)) continue
      const entry = this.#entries.get(key)
      if (!entry) continue
      needsMayDiffer ||= isRelevant(entry.tag)
      this.#needs.remove(entry.tag, key)
      entry.node = undefined
      this.problems.forget(key)
      bump(entry)
      this.#drop(entry)
    }
    for (const key of change.inserted) {
      const node = this.graph.get(key)
      const entry = this.#entry(key)
      if (!node || entry.node === node) continue
      const before = entry.node
      entry.node = node
      needsMayDiffer ||= isRelevant(entry.tag) || isRelevant(node.tag)
      if (before) {
        cameBack.add(entry)
        this.#replace(entry, before, node, bump)
      } else {
        this.#count(entry)
        bump(entry)
        this.#markDirty(entry, true, true)
      }
    }
    for (const key of change.structural) {
      const entry = this.#entries.get(key)
      if (!entry?.node) continue
      if (entry.tag !== entry.node.tag) {
        needsMayDiffer ||= isRelevant(entry.tag) || isRelevant(entry.node.tag)
        this.#count(entry)
      }
      if (!cameBack.has(entry)) bump(entry)
    }
    for (const { key, props, repeated } of change.patched) {
      const entry = this.#entries.get(key)
      if (!entry?.node) continue
      needsMayDiffer ||= 'makeDefault' in props && isRelevant(entry.tag)
      this.#notePatch(entry, props, bump, repeated)
    }
    if (needsMayDiffer) this.#updateNeeds()
    for (const slot of change.slots) this.#noteSlot(slot)
    if (change.scene) this.#noteSceneProps()
    for (const entry of toNotify) entry.listeners.notify()
  }

  /** A node that came back under its key in the same operation: only what differs is news. */
  #replace(entry: NodeEntry, before: GraphNode, node: GraphNode, bump: (entry: NodeEntry) => void): void {
    if (before.tag !== node.tag) {
      this.#count(entry)
      this.#markDirty(entry, true, true)
      bump(entry)
      return
    }
    if (!sameValue(before.children, node.children)) bump(entry)
    this.#notePatch(entry, differenceOf(before.props, node.props), bump)
  }

  /** What is live is written again also where it is `repeated`: a person may have changed it meanwhile. React need not hear. */
  #notePatch(entry: NodeEntry, props: Props, bump: (entry: NodeEntry) => void, repeated?: readonly string[]): void {
    let placement = false
    let paint = false
    let isUrgent = false
    // A node with a problem goes the slow way until it is repaired: React checks the props and takes the problem back.
    let needsReact = !entry.binding || this.problems.has(entry.key)
    for (const name in props) {
      const kind = entry.binding?.applier.kindOf(name)
      if (kind === 'placement') placement = true
      else if (kind === 'paint' || kind === 'urgent') paint = true
      else if (kind === 'steady') paint ||= !repeated?.includes(name)
      else needsReact ||= !repeated?.includes(name)
      isUrgent ||= kind === 'urgent'
    }
    if (placement || paint) {
      this.#markDirty(entry, placement, paint)
      entry.isUnchecked = true
    }
    if (isUrgent) this.#paintNow(entry)
    if (needsReact) bump(entry)
  }

  #noteSlot(slot: Slot): void {
    if (sameValue(this.#slotKeys[slot], this.graph.slots[slot])) return
    this.#slotKeys[slot] = [...this.graph.slots[slot]]
    this.#slotListeners[slot].notify()
  }

  #noteSceneProps(): void {
    if (sameValue(this.#sceneProps, this.graph.sceneProps)) return
    const upDiffers = !sameValue(this.#sceneProps.up, this.graph.sceneProps.up)
    this.#sceneProps = { ...this.graph.sceneProps }
    if (upDiffers) for (const entry of this.#entries.values()) this.#markDirty(entry, true, false)
    this.#sceneListeners.notify()
  }

  #count(entry: NodeEntry): void {
    const { key, node } = entry
    if (entry.tag !== '') {
      this.#needs.remove(entry.tag, key)
      this.problems.forget(key)
    }
    entry.tag = node?.tag ?? ''
    if (!node) return
    this.#needs.add(node.tag, key)
    const isUnknown = !isKnownTag(node.tag) && node.tag !== TEXT_TAG && !isHtmlTag(node.tag)
    this.report(
      key,
      'tag',
      isUnknown ? (REFUSED_TAGS[node.tag] ?? 'this viewer does not know this type of node') : null,
    )
  }

  #flushEntry(entry: NodeEntry): void {
    const { binding, node, isUnchecked, placementIsDirty, paintIsDirty } = entry
    entry.isDirty = false
    entry.isUnchecked = false
    entry.placementIsDirty = false
    entry.paintIsDirty = false
    if (!binding || !node) return
    let isRight = true
    if (placementIsDirty) isRight = binding.applier.place(binding.target, node.props, this.#sceneProps)
    if (paintIsDirty) isRight = binding.applier.paint(binding.target, node.props) && isRight
    if (isRight || !isUnchecked) return
    // React checks the props again, and says what is wrong with them.
    this.#lastVersion += 1
    entry.version = this.#lastVersion
    entry.listeners.notify()
  }

  /** With the next frame the same is written again, and found to be there. */
  #paintNow({ binding, node }: NodeEntry): void {
    if (binding && node) binding.applier.paint(binding.target, node.props)
  }

  #markDirty(entry: NodeEntry, placement: boolean, paint: boolean): void {
    if (!entry.binding) return
    entry.placementIsDirty ||= placement
    entry.paintIsDirty ||= paint
    if (entry.isDirty) return
    entry.isDirty = true
    this.#dirty.push(entry)
  }

  #entry(key: string): NodeEntry {
    let entry = this.#entries.get(key)
    if (!entry) {
      this.#lastVersion += 1
      entry = new NodeEntry(key, this.#lastVersion)
      this.#entries.set(key, entry)
    }
    return entry
  }

  #drop(entry: NodeEntry): void {
    if (entry.node || entry.binding || entry.listeners.size > 0) return
    if (this.#entries.get(entry.key) === entry) this.#entries.delete(entry.key)
  }
}
