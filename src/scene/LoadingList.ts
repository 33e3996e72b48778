import { Listeners } from '../Listeners.ts'

/** A file on its way, for the page. */
export interface LoadingFile {
  readonly name: string
  /** From 0 to 1; `undefined` where nobody knows how long it is. */
  readonly fraction: number | undefined
}

/** What whoever loads a file says about it. */
export interface FileLoading {
  readonly progress: (fraction: number | undefined) => void
  readonly finish: () => void
}

/** Nodes that wait for something: a texture, a model, a piece of the program. A picture of the view waits for them. */
export class LoadingList {
  readonly #counts = new Map<string, number>()
  readonly #files = new Map<object, LoadingFile>()
  readonly #listeners = new Listeners()
  #snapshot: readonly LoadingFile[] | undefined

  readonly subscribe = this.#listeners.subscribe

  get keys(): string[] {
    return [...this.#counts.keys()]
  }

  get size(): number {
    return this.#counts.size
  }

  /** Files on their way. The same list until something changes. */
  get files(): readonly LoadingFile[] {
    this.#snapshot ??= [...this.#files.values()]
    return this.#snapshot
  }

  /** Counts one thing that node `key` waits for, until the returned function is called. */
  begin(key: string): () => void {
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1)
    this.#changed()
    let isOver = false
    return () => {
      if (isOver) return
      isOver = true
      const left = (this.#counts.get(key) ?? 1) - 1
      if (left > 0) this.#counts.set(key, left)
      else this.#counts.delete(key)
      this.#changed()
    }
  }

  /** Counts a file that node `key` waits for; the page shows its name and how much of it is there. */
  beginFile(key: string, name: string): FileLoading {
    const file = {}
    this.#files.set(file, { name, fraction: undefined })
    const finish = this.begin(key)
    return {
      progress: (fraction) => {
        const before = this.#files.get(file)
        if (!before || percent(before.fraction) === percent(fraction)) return
        this.#files.set(file, { name, fraction })
        this.#changed()
      },
      finish: () => {
        this.#files.delete(file)
        finish()
      },
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

  #changed(): void {
    this.#snapshot = undefined
    this.#listeners.notify()
  }
}

const percent = (fraction: number | undefined) => (fraction === undefined ? undefined : Math.floor(100 * fraction))
