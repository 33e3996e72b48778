import {
  type Change,
  decodeFrame,
  encodeFrame,
  type NodeData,
  type NodePatch,
  operationMessage,
  readServerMessage,
  type SceneData,
  SceneGraph,
} from 'vuer-xr'
import { type OneOrMany, SceneOperations, type Target } from '../../../server/scene/SceneOperations.ts'
import { type SceneSink, SceneSources } from '../../../server/scene/SceneSources.ts'
import type { Subscriber } from '../../../server/scene/SceneStore.ts'
import type { SharedOperation } from '../../../server/session/SharedOperation.ts'

/** A session without a socket: what it would send is kept, and followed by a client's graph. */
export class FakeSession implements Subscriber {
  readonly abort = new AbortController()
  /** What the session believes that its client shows. */
  readonly shown = new SceneGraph()
  /** What a client shows that gets everything. */
  readonly client = new SceneGraph()
  readonly sources: SceneSources
  readonly pushed: SharedOperation[] = []
  readonly warnings: string[] = []
  /** What becomes of an operation. */
  onPush: () => 'sent' | 'waits' | 'away' = () => 'sent'
  /** When the socket has taken everything. */
  onWritten: () => Promise<void> = () => Promise.resolve()
  readonly #operations: SceneOperations

  constructor() {
    const sink: SceneSink = {
      push: (operations, change) => this.#push(operations, change),
      written: () => this.onWritten(),
    }
    const options = { now: () => 1000, warn: (message: string) => void this.warnings.push(message) }
    this.sources = new SceneSources(this.shown, sink, options)
    this.#operations = new SceneOperations(this.sources, options)
  }

  get signal(): AbortSignal {
    return this.abort.signal
  }

  /** The names of the operations that were pushed since the last call. */
  take(): string[] {
    return this.pushed.splice(0).map(({ operation }) => operation.op)
  }

  set(scene: SceneData): void {
    this.#operations.set(scene)
  }

  add(nodes: OneOrMany<NodeData | string>, target: Target = {}): void {
    this.#operations.add(nodes, target)
  }

  update(nodes: OneOrMany<NodePatch>): void {
    this.#operations.update(nodes)
  }

  upsert(nodes: OneOrMany<NodeData | NodePatch>, target: Target = {}): void {
    this.#operations.upsert(nodes, target)
  }

  remove(keys: OneOrMany<string>): void {
    this.#operations.remove(keys)
  }

  #push(operations: readonly SharedOperation[], _change: Change) {
    const pushed = this.onPush()
    for (const shared of operations) {
      this.pushed.push(shared)
      const message = readServerMessage(decodeFrame(encodeFrame(operationMessage(shared.operation, 1), 'vuer-xr')))
      if (message.kind === 'operation') this.client.apply(message.operation)
    }
    return pushed
  }
}
