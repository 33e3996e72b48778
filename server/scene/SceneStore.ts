import { fileURLToPath } from 'node:url'
import {
  type Change,
  isRecord,
  type NodeData,
  type NodePatch,
  type Operation,
  Scene,
  type SceneData,
  SceneGraph,
  type SceneProps,
  TEXT_TAG,
} from '../../protocol/index.ts'
import { VuerError } from '../errors.ts'
import { consoleLogger, type Logger } from '../logger.ts'
import type { SharedOperation } from '../session/SharedOperation.ts'
import { Delivery } from './Delivery.ts'
import { type OneOrMany, SceneOperations, type Target } from './SceneOperations.ts'
import { readNode, type SceneNode, SceneSnapshot } from './SceneSnapshot.ts'
import type { SceneSources, StoreChange, StoreSource } from './SceneSources.ts'
import { Subscription } from './Subscription.ts'
import { notAStore, readScene, writeScene } from './sceneFile.ts'

export interface SceneStoreOptions {
  /** Milliseconds since 1970. */
  now?: () => number
  /** Where warnings go; the terminal by default. */
  logger?: Logger
}

/** What a store needs of a session. */
export interface Subscriber {
  readonly signal: AbortSignal
  /** @internal */
  readonly sources: SceneSources
}

/**
 * A scene that many sessions show. It keeps copies of the values that it is given. Each operation is checked at the call:
 * a mistake throws there, and changes and sends nothing. What it returns resolves when every subscriber's socket has
 * taken the operation, or merged it because the client is behind; it never rejects, and nobody has to wait for it.
 */
export class SceneStore {
  readonly #graph = new SceneGraph()
  readonly #logger: Logger
  readonly #operations: SceneOperations
  readonly #source: StoreSource
  readonly #subscribers = new Map<Subscriber, Subscription>()
  readonly #queue: StoreChange[] = []
  #version = 0
  #isSending = false
  #delivery: Delivery | undefined

  constructor({ now = Date.now, logger = consoleLogger }: SceneStoreOptions = {}) {
    const store = this
    this.#logger = logger
    this.#source = {
      graph: this.#graph,
      get version() {
        return store.#version
      },
    }
    this.#operations = new SceneOperations(
      {
        graph: this.#graph,
        apply: (operation) => this.#apply(operation),
        send: (operation, wire, change) => this.#send(operation, wire, change),
      },
      { now, warn: (message) => logger.warn(`scene store: ${message}`), copies: true },
    )
  }

  /** A store with the scene that {@link save} wrote. Rejects with `FILE_UNREADABLE`, `NOT_A_STORE` or `WRONG_VERSION`. */
  static async load(path: string | URL, options: SceneStoreOptions = {}): Promise<SceneStore> {
    const name = nameOf(path)
    const scene = await readScene(name)
    const store = new SceneStore(options)
    try {
      store.set(scene)
    } catch (cause) {
      throw notAStore(name, 'its content is no scene', cause)
    }
    return store
  }

  /** Writes the scene, as it is at the call, to one file. Rejects with `FILE_UNWRITABLE`, and leaves a file as it was. */
  async save(path: string | URL): Promise<void> {
    await writeScene(nameOf(path), this.#graph.toJSON())
  }

  /**
   * Shows the scene to a session: all of it now, and then every change. It ends with what is returned
   * (`await using`, `using` or `unsubscribe()`), or with the session. Throws `SESSION_ENDED` and `ALREADY_SUBSCRIBED`.
   */
  subscribe(session: Subscriber): Subscription {
    const { signal, sources } = session
    if (signal.aborted) {
      throw new VuerError('SESSION_ENDED', 'subscribe: the session has ended; stop when session.signal aborts', {
        cause: signal.reason,
      })
    }
    if (this.#subscribers.has(session)) {
      throw new VuerError('ALREADY_SUBSCRIBED', 'subscribe: this session has subscribed to this store already')
    }
    const subscription = new Subscription(signal, () => {
      this.#subscribers.delete(session)
      if (!signal.aborted) sources.leave(this.#source)
    })
    this.#subscribers.set(session, subscription)
    try {
      sources.join(this.#source)
    } catch (error) {
      subscription.unsubscribe()
      throw error
    }
    return subscription
  }

  /** How many sessions are subscribed. */
  get subscribers(): number {
    return this.#subscribers.size
  }

  /** Replaces the whole scene: lists of nodes and props of the scene, or a scene, or a snapshot. */
  setScene(scene: SceneProps | SceneData): Promise<void> {
    this.#operations.set(Scene(scene))
    return this.#delivered()
  }

  /** The same, for a scene. */
  set(scene: SceneData): Promise<void> {
    this.#operations.set(scene)
    return this.#delivered()
  }

  /** Changes nodes that exist, wherever they are, and adds the others at the root or under `to`. */
  upsert(nodes: OneOrMany<NodeData | NodePatch>, target: Target = {}): Promise<void> {
    this.#operations.upsert(nodes, target)
    return this.#delivered()
  }

  /** Adds new nodes at the end of the root's `children`, or under `to`. Throws if a key is taken or `to` is unknown. */
  add(nodes: OneOrMany<NodeData | string>, target: Target = {}): Promise<void> {
    this.#operations.add(nodes, target)
    return this.#delivered()
  }

  /** Changes the props that are written, of nodes that exist. A key that nobody has changes nothing and is logged. */
  update(nodes: OneOrMany<NodePatch>): Promise<void> {
    this.#operations.update(nodes)
    return this.#delivered()
  }

  /** Removes nodes with everything below them. A key that nobody has is logged. */
  remove(keys: OneOrMany<string>): Promise<void> {
    this.#operations.remove(keys)
    return this.#delivered()
  }

  /** As {@link upsert}, with one argument per node; the last one may be `{ to }`. */
  upsertAsync(...nodes: readonly (NodeData | NodePatch | Target)[]): Promise<void> {
    return this.upsert(...splitTarget<NodeData | NodePatch>(nodes))
  }

  /** As {@link add}, with one argument per node; the last one may be `{ to }`. */
  addAsync(...nodes: readonly (NodeData | string | Target)[]): Promise<void> {
    return this.add(...splitTarget<NodeData | string>(nodes))
  }

  /** As {@link update}, with one argument per node. */
  updateAsync(...updates: readonly NodePatch[]): Promise<void> {
    return this.update(updates)
  }

  /** As {@link remove}, with one argument per key. */
  removeAsync(...keys: readonly string[]): Promise<void> {
    return this.remove(keys)
  }

  /** A copy of the whole scene, with its values. */
  get snapshot(): SceneSnapshot {
    return new SceneSnapshot(this.#graph)
  }

  /** The whole scene as nested plain data, copied. Typed arrays stay what they are. */
  toJSON(): SceneData {
    return this.snapshot.toJSON()
  }

  /** A copy of a node and of everything below it; `undefined` if there is none with this key. */
  getNode(key: string): SceneNode | undefined {
    return readNode(this.#graph, key)
  }

  hasNode(key: string): boolean {
    return this.#graph.has(key) && this.#graph.get(key)?.tag !== TEXT_TAG
  }

  /** How many nodes there are, at all levels. */
  get size(): number {
    let count = 0
    for (const _ of this.keys()) count += 1
    return count
  }

  /** The keys of all nodes, at all levels. */
  *keys(): Generator<string, void, void> {
    for (const [key, { tag }] of this.#graph.nodes) if (tag !== TEXT_TAG) yield key
  }

  #apply(operation: Operation): Change {
    const change = this.#graph.apply(operation)
    this.#version += 1
    return change
  }

  /** A change that comes while another is being sent, from something that reacts to it, goes to everybody after it. */
  #send(operation: Operation, wire: readonly SharedOperation[], change: Change): void {
    if (this.#subscribers.size === 0) return
    this.#queue.push({ operation, wire, change, version: this.#version })
    if (this.#isSending) return
    this.#isSending = true
    for (let next = this.#queue.shift(); next; next = this.#queue.shift()) {
      for (const { sources } of [...this.#subscribers.keys()]) this.#sendTo(sources, next)
    }
    this.#isSending = false
  }

  /** What fails for one subscriber is nobody else's trouble. */
  #sendTo(sources: SceneSources, change: StoreChange): void {
    try {
      if (sources.pushFrom(this.#source, change) === 'sent') this.#openDelivery().add(sources)
    } catch (error) {
      this.#logger.error('scene store: a change did not reach a session; it gets the whole scene with the next', error)
    }
  }

  #delivered(): Promise<void> {
    return this.#subscribers.size === 0 ? Promise.resolve() : this.#openDelivery().done
  }

  #openDelivery(): Delivery {
    this.#delivery ??= new Delivery(() => {
      this.#delivery = undefined
    })
    return this.#delivery
  }
}

const nameOf = (path: string | URL): string => (typeof path === 'string' ? path : fileURLToPath(path))

/** Several nodes, and perhaps where they go. */
function splitTarget<N>(nodes: readonly unknown[]): [N[], Target] {
  const last = nodes[nodes.length - 1]
  const isTarget = isRecord(last) && !('key' in last) && !('tag' in last)
  const list = isTarget ? nodes.slice(0, -1) : nodes
  return [list.flat() as N[], isTarget ? (last as Target) : {}]
}
