import { once } from 'node:events'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'

/** What peer threads are started with: where to connect, and the counters that both sides see. */
export interface PeerData {
  readonly url: string
  readonly counters: SharedArrayBuffer
  readonly options: Readonly<Record<string, number>>
}

/** The other end of the socket in a thread of its own, so that its work does not count as the server's. */
export class Peer {
  /** Shared with the thread without messages: what each slot means is the case's own affair. */
  readonly counters: Float64Array
  readonly #worker: Worker

  constructor(file: URL, port: number, slots: number, options: Readonly<Record<string, number>> = {}) {
    const counters = new SharedArrayBuffer(slots * Float64Array.BYTES_PER_ELEMENT)
    this.counters = new Float64Array(counters)
    const data: PeerData = { url: `wss://127.0.0.1:${port}/socket`, counters, options }
    this.#worker = new Worker(startScript(file), { eval: true, workerData: data })
    this.#worker.on('error', (error) => {
      throw error
    })
  }

  /** The next message of the thread. */
  async message<T>(): Promise<T> {
    const [message] = (await once(this.#worker, 'message')) as [T]
    return message
  }

  tell(message: unknown): void {
    this.#worker.postMessage(message)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#worker.terminate()
  }
}

/** Node 20 gives a thread none of the loaders of its parent. */
const startScript = (file: URL): string =>
  `import('tsx/esm/api').then(({ register }) => { register(); return import(${JSON.stringify(file.href)}) })`

/** Lets sockets work until `condition` holds. Rejects with `complaint` after ten seconds. */
export async function until(condition: () => boolean, complaint: () => string): Promise<void> {
  const end = performance.now() + 10_000
  while (!condition()) {
    if (performance.now() > end) throw new Error(complaint())
    await nextTurn()
  }
}
