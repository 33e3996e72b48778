import { Listeners } from '../Listeners.ts'

/** Nodes that wait for something: a texture, a piece of the program. A picture of the view waits for them. */
export class LoadingList {
  readonly #counts = new Map<string, number>()
  readonly #listeners = new Listeners()

  readonly subscribe = this.#listeners.subscribe

  get keys(): string[] {
    return [...this.#counts.keys()]
  }

  get size(): number {
    return this.#counts.size
  }

  /** Counts one thing that node `key` waits for, until the returned function is called. */
  begin(key: string): () => void {
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1)
    this.#listeners.notify()
    let isOver = false
    return () => {
      if (isOver) return
      isOver = true
      const left = (this.#counts.get(key) ?? 1) - 1
      if (left > 0) this.#counts.set(key, left)
      else this.#counts.delete(key)
      this.#listeners.notify()
    }
  }

  /** Resolves when nothing is loading; rejects with the signal's reason. */
  settled(signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const stop = this.subscribe(() => check())
      const abort = () => {
        stop()
        reject(signal?.reason)
      }
      const check = () => {
        if (this.size > 0) return
        stop()
        signal?.removeEventListener('abort', abort)
        resolve()
      }
      if (signal?.aborted) return abort()
      signal?.addEventListener('abort', abort, { once: true })
      check()
    })
  }
}
