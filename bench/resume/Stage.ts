import { isDeepStrictEqual } from 'node:util'
import { Box, type NodeData, Scene, SceneStore, silentLogger, VuerClient } from 'vuer-xr'
import { startOurs } from '../support/servers.ts'
import { clock } from '../uplink/Sender.ts'
import { Wire } from './Wire.ts'

const NODES = 1000
const MOVED_PER_TICK = 100
const HERTZ = 30
const PATIENCE_MS = 15_000

/** Which nodes a tick moves: always the same, or the next ones each time until all had their turn. */
export type Moving = 'the same' | 'all in turn'

/** A scene in which something moves, our server, and a wire to it. */
export class Stage {
  readonly wire: Wire
  readonly #store: SceneStore
  readonly #moving: Moving
  readonly #server: AsyncDisposable
  readonly #timer: NodeJS.Timeout
  /** Somebody who waits for the number of a pose. */
  #onPose: (number: number) => void = () => {}
  #tick = 0

  private constructor(parts: { wire: Wire; store: SceneStore; moving: Moving; server: AsyncDisposable }) {
    this.wire = parts.wire
    this.#store = parts.store
    this.#moving = parts.moving
    this.#server = parts.server
    this.#timer = setInterval(() => this.#move(), 1000 / HERTZ)
  }

  static async open(certsFolder: string, moving: Moving): Promise<Stage> {
    const store = new SceneStore({ logger: silentLogger })
    store.set(Scene({}, ...Array.from({ length: NODES }, (_, index) => boxOf(index))))
    let stage: Stage | undefined
    const server = await startOurs(certsFolder, (app) => {
      app.spawn((session) => void store.subscribe(session))
      app.addHandler('HEAD_MOVE', ({ value: { matrix } }) => {
        if (stage && matrix) stage.#onPose(matrix[12]!)
      })
    })
    stage = new Stage({ wire: await Wire.to(server.port), store, moving, server })
    return stage
  }

  /** The number of the newest change. */
  get tick(): number {
    return this.#tick
  }

  client(): VuerClient {
    return new VuerClient({
      url: `wss://127.0.0.1:${this.wire.port}/socket`,
      rejectUnauthorized: false,
      logger: silentLogger,
    })
  }

  /** Resolves with the time at which the client has the newest change, which must be newer than `after`. */
  async newest(client: VuerClient, after: number): Promise<number> {
    do await client.recv({ timeoutMs: PATIENCE_MS })
    while (this.#tick <= after || client.graph.get(keyOf(0))?.props.tick !== this.#tick)
    const at = clock()
    if (!isDeepStrictEqual(client.graph.toJSON(), this.#store.toJSON())) throw new Error('the scenes are not equal')
    return at
  }

  /** Resolves with the time at which a handler has a pose with a number above `after`. */
  pose(after: number): Promise<number> {
    return new Promise((resolve) => {
      this.#onPose = (number) => {
        if (number <= after) return
        this.#onPose = () => {}
        resolve(clock())
      }
    })
  }

  #move(): void {
    this.#tick += 1
    const first = this.#moving === 'the same' ? 0 : (this.#tick * MOVED_PER_TICK) % NODES
    const moved = Array.from({ length: MOVED_PER_TICK }, (_, offset) => {
      const angle = this.#tick * 0.01 + offset
      return { key: keyOf(first + offset), position: [Math.cos(angle), offset * 0.01, Math.sin(angle)] }
    })
    void this.#store.update([...moved, { key: keyOf(0), tick: this.#tick }])
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearInterval(this.#timer)
    await this.#server[Symbol.asyncDispose]()
    await this.wire[Symbol.asyncDispose]()
  }
}

const keyOf = (index: number): string => `box-${index}`

/** With an entry of our own, which says at which tick it is. */
const boxOf = (index: number): NodeData => ({
  ...Box({
    key: keyOf(index),
    args: [0.1, 0.1, 0.1],
    position: [index % 10, Math.floor(index / 10) % 10, Math.floor(index / 100)],
    color: '#23aaff',
    materialType: 'standard',
  }),
  tick: 0,
})
