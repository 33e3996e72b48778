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
  /** Whatever is under way, and the key of the node that waits for it. */
  readonly #underWay = new Map<object, string>()
  readonly #files = new Map<object, LoadingFile>()
  readonly #listeners = new Listeners()
  #snapshot: readonly LoadingFile[] | undefined

  readonly subscribe = this.#listeners.subscribe

  get keys(): string[] {
    return [...new Set(this.#underWay.values())]
  }

  /** How many things are under way. */
  get size(): number {
    return this.#underWay.size
  }

  /** Files on their way. The same list until something changes. */
  get files(): readonly LoadingFile[] {
    this.#snapshot ??= [...this.#files.values()]
    return this.#snapshot
  }

  /** Counts one thing that node `key` waits for, until the returned function is called. */
  begin(key: string): () => void {
    const one = {}
    this.#underWay.set(one, key)
    this.#changed()
    return () => {
      if (this.#underWay.delete(one)) this.#changed()
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

  /**
   * Resolves when everything that is under way now has ended, whatever has begun since; or with the signal. Gives the keys
   * of the nodes that wait for what has not ended.
   */
  ended(signal?: AbortSignal): Promise<string[]> {
    const left = new Set(this.#underWay.keys())
    return new Promise((resolve) => {
      const check = () => {
        for (const one of left) if (!this.#underWay.has(one)) left.delete(one)
        if (left.size > 0 && !signal?.aborted) return
        stop()
        signal?.removeEventListener('abort', check)
        resolve([...new Set([...left].map((one) => this.#underWay.get(one)!))])
      }
      const stop = this.subscribe(check)
      signal?.addEventListener('abort', check)
      check()
    })
  }

  #changed(): void {
    this.#snapshot = undefined
    this.#listeners.notify()
  }
}

const percent = (fraction: number | undefined) => (fraction === undefined ? undefined : Math.floor(100 * fraction))
