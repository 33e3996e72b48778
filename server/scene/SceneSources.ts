import { type Change, isSlot, type Operation, type SceneGraph, TEXT_TAG } from '../../protocol/index.ts'
import { VuerError } from '../errors.ts'
import type { Pushed } from '../session/Outbox.ts'
import { SharedOperation } from '../session/SharedOperation.ts'
import {
  type Composition,
  compose,
  composeProps,
  graphOf,
  isEmpty,
  keysInSeveral,
  ownerOf,
  propsOf,
  sourcesOf,
} from './composition.ts'
import { LeftBehind, takeOver, whatStays } from './LeftBehind.ts'
import { refuseKeysOfStores, withoutStores } from './ownScene.ts'
import type { OperationTarget } from './SceneOperations.ts'

/** Where operations go that the shown scene has taken. */
export interface SceneSink {
  push(operations: readonly SharedOperation[], change: Change): Pushed
  /** Resolves when everything that was given to the socket has left this process, or cannot leave any more. */
  written(): Promise<void>
}

/** A store as a session sees it. */
export interface StoreSource {
  readonly graph: SceneGraph
  /** Counts the operations that were applied to the graph. */
  readonly version: number
}

/** One operation of a store, which its graph has taken. */
export interface StoreChange {
  readonly operation: Operation
  readonly wire: readonly SharedOperation[]
  readonly change: Change
  /** The store's version after it. */
  readonly version: number
}

type NodesOperation = Exclude<Operation, { op: 'set' }>

/**
 * What one session shows: the stores that it is subscribed to, and nodes of its own, composed as {@link compose} says.
 * While there is no store, the session's own scene is the shown one. While no key is in two of them, what happens in one
 * is passed on as it is; where keys meet, the scene is composed again and set.
 */
export class SceneSources implements OperationTarget {
  readonly #shown: SceneGraph
  readonly #sink: SceneSink
  readonly #options: { now(): number; warn(message: string): void }
  /** In the order of subscription, each with its version up to which the shown scene has it. */
  readonly #stores = new Map<StoreSource, number>()
  readonly #left = new LeftBehind<StoreSource>()
  #own: SceneGraph
  #composition: Composition
  #sources: readonly SceneGraph[]
  /** Keys that more than one source has. */
  #contested = new Set<string>()
  /** Hidden nodes that were told, by the store's graph that has them. */
  readonly #told = new Map<SceneGraph | 'own', Set<string>>()
  /** The client may not show what it should: something failed on the way. */
  #stale = false

  /** `shown` is empty, and changed by nobody else from now on. */
  constructor(shown: SceneGraph, sink: SceneSink, options: { now(): number; warn(message: string): void }) {
    this.#shown = shown
    this.#sink = sink
    this.#options = options
    this.#own = shown
    this.#composition = { stores: [], own: shown, leftProps: this.#left.props }
    this.#sources = [shown]
  }

  /** The session's own nodes. */
  get graph(): SceneGraph {
    return this.#own
  }

  /** An operation of the session. Throws `KEY_OF_STORE` for one that would touch a store's nodes. */
  apply(operation: Operation): Change {
    const { stores } = this.#composition
    let own = operation
    if (stores.length > 0) {
      if (operation.op === 'set') own = { ...operation, scene: withoutStores(operation.scene, stores) }
      else refuseKeysOfStores(operation, this.#own, stores)
    }
    const change = this.#own.apply(own)
    this.#left.forget(change)
    return change
  }

  send(operation: Operation, wire: readonly SharedOperation[], change: Change): void {
    if (this.#stores.size > 0 || this.#stale) this.#pass(this.#own, operation, wire, change)
    else this.#sink.push(wire, change)
  }

  /** Shows a store too. Throws `ALREADY_SUBSCRIBED`. */
  join(store: StoreSource): void {
    if (this.#stores.has(store)) {
      throw new VuerError(
        'ALREADY_SUBSCRIBED',
        'subscribe: this session shows this store already; unsubscribe it first',
      )
    }
    this.#own = graphOf(this.#left.takeBack(store, this.#own))
    this.#stores.set(store, store.version)
    this.#regroup()
    this.#recompose()
  }

  /** What the store shows stays, and is the session's own from now on. */
  leave(store: StoreSource): void {
    if (!this.#stores.delete(store)) return
    const remaining = [...this.#stores.keys()].map(({ graph }) => graph)
    const left = whatStays(store.graph, this.#composition, remaining)
    this.#own = remaining.length === 0 ? this.#shown : graphOf(takeOver(left, this.#own, this.#shown))
    this.#left.remember(store, left, this.#own)
    this.#told.delete(store.graph)
    const wasContested = this.#contested.size > 0
    this.#regroup()
    if (remaining.length === 0) this.#contested = new Set()
    else if (wasContested || !isSame(composeProps(this.#composition), propsOf(this.#shown))) this.#recompose()
  }

  /** An operation of a store. What became of it; nothing, if nothing of it is shown. */
  pushFrom(store: StoreSource, { operation, wire, change, version }: StoreChange): Pushed | undefined {
    const seen = this.#stores.get(store)
    if (seen === undefined) return undefined
    if (version <= seen) return 'sent'
    this.#stores.set(store, version)
    return this.#pass(store.graph, operation, wire, change)
  }

  /** As {@link SceneSink.written}. */
  written(): Promise<void> {
    return this.#sink.written()
  }

  #pass(
    source: SceneGraph,
    operation: Operation,
    wire: readonly SharedOperation[],
    change: Change,
  ): Pushed | undefined {
    if (this.#stale || this.#meetsOthers(source, change)) return this.#recompose()
    if (operation.op === 'set') {
      return this.#othersThan(source).every(isEmpty) ? this.#push(operation, wire) : this.#recompose()
    }
    if (this.#contested.size === 0 && !change.missing.some((key) => this.#isElsewhere(source, key))) {
      return this.#push(operation, wire, change)
    }
    if (isMotion(operation, change)) return this.#pushShown(source, operation, wire)
    return this.#isAllShown(source, operation, change) ? this.#push(operation, wire) : this.#recompose()
  }

  /** Whether a key came or went that another source has too. */
  #meetsOthers(source: SceneGraph, { inserted, removed }: Change): boolean {
    if (this.#contested.size > 0 && removed.some((key) => this.#contested.has(key))) return true
    return inserted.some((key) => this.#isElsewhere(source, key) && source.get(key)?.tag !== TEXT_TAG)
  }

  /** A change of props: what is hidden of it is left out. */
  #pushShown(
    source: SceneGraph,
    operation: Operation & { op: 'update' | 'upsert' },
    wire: readonly SharedOperation[],
  ): Pushed | undefined {
    const nodes = operation.nodes.filter(({ key }) => this.#shows(source, key))
    if (nodes.length === 0) return undefined
    if (nodes.length === operation.nodes.length) return this.#push(operation, wire)
    const part: Operation = operation.op === 'update' ? { op: 'update', nodes } : { op: 'upsert', nodes, to: null }
    return this.#push(part, [new SharedOperation(part, this.#options.now())])
  }

  /** Whether everything that an operation names is shown, so that it means the same to the shown scene. */
  #isAllShown(source: SceneGraph, operation: NodesOperation, { inserted, missing }: Change): boolean {
    if (operation.op === 'remove') {
      return operation.keys.every((key) =>
        missing.includes(key) ? !this.#isElsewhere(source, key) : this.#shown.has(key),
      )
    }
    if (operation.op !== 'update') {
      const { to } = operation
      if (to !== null && !isSlot(to) && inserted.length > 0 && !this.#shows(source, to)) return false
    }
    if (operation.op === 'add') return true
    return operation.nodes.every(({ key }) => inserted.includes(key) || this.#shows(source, key))
  }

  #shows(source: SceneGraph, key: string): boolean {
    return this.#shown.has(key) && ownerOf(this.#sources, key) === source
  }

  #isElsewhere(source: SceneGraph, key: string): boolean {
    return this.#sources.some((other) => other !== source && other.has(key))
  }

  #othersThan(source: SceneGraph): SceneGraph[] {
    return this.#sources.filter((other) => other !== source)
  }

  /** `change`: what it was to a source whose nodes are all shown. It is the same to the shown scene. */
  #push(operation: Operation, wire: readonly SharedOperation[], change?: Change): Pushed {
    this.#stale = true
    const followed = change !== undefined && this.#shown.follow(change)
    const pushed = this.#sink.push(wire, followed ? change : this.#shown.apply(operation))
    this.#stale = false
    return pushed
  }

  #recompose(): Pushed {
    const hidden = new Map<SceneGraph | 'own', string[]>()
    const scene = compose(this.#composition, (source, key) => {
      const where = source === this.#own ? 'own' : source
      const keys = hidden.get(where)
      if (keys) keys.push(key)
      else hidden.set(where, [key])
    })
    this.#contested = keysInSeveral(this.#sources)
    for (const store of this.#stores.keys()) this.#stores.set(store, store.version)
    for (const [where, keys] of hidden) this.#tell(where, keys)
    const operation: Operation = { op: 'set', scene }
    return this.#push(operation, [new SharedOperation(operation, this.#options.now())])
  }

  #tell(where: SceneGraph | 'own', keys: readonly string[]): void {
    const told = this.#told.get(where) ?? new Set()
    this.#told.set(where, told)
    const fresh = keys.filter((key) => !told.has(key))
    if (fresh.length === 0) return
    for (const key of fresh) told.add(key)
    const whose = where === 'own' ? 'nodes of its own are' : 'nodes of a store are'
    const names = fresh.map((key) => JSON.stringify(key)).join(', ')
    this.#options.warn(`${whose} not shown, because a store that comes first has their keys: ${names}`)
  }

  #regroup(): void {
    this.#composition = {
      stores: [...this.#stores.keys()].map(({ graph }) => graph),
      own: this.#own,
      leftProps: this.#left.props,
    }
    this.#sources = sourcesOf(this.#composition)
  }
}

const isMotion = (
  operation: NodesOperation,
  { inserted, removed }: Change,
): operation is Operation & { op: 'update' | 'upsert' } =>
  (operation.op === 'update' || operation.op === 'upsert') &&
  inserted.length === 0 &&
  removed.length === 0 &&
  operation.nodes.every(({ children }) => children === undefined)

const isSame = (one: Record<string, unknown>, other: Record<string, unknown>): boolean =>
  Object.keys(one).length === Object.keys(other).length && Object.keys(one).every((name) => one[name] === other[name])
