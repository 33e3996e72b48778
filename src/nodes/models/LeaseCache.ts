/** What one user has of something shared: the value when it comes, until it is released. */
export interface Lease<T> {
  readonly value: Promise<T>
  /** Called with how much is there, from 0 to 1; `undefined` where nobody knows. */
  onProgress: (listener: (fraction: number | undefined) => void) => void
  release: () => void
}

export interface Disposable {
  dispose(): void
}

export type Load<T> = (signal: AbortSignal, progress: (fraction: number | undefined) => void) => Promise<T>

interface Entry {
  readonly value: Promise<Disposable>
  readonly loading: AbortController
  readonly listeners: Set<(fraction: number | undefined) => void>
  users: number
}

/**
 * Things that are loaded once for all who want them. What its last user releases is disposed of, or no longer loaded.
 * What could not be loaded is tried anew by the next who asks.
 */
export class LeaseCache {
  readonly #entries = new Map<string, Entry>()
  readonly #numbers = new WeakMap<object, number>()
  #lastNumber = 0

  get size(): number {
    return this.#entries.size
  }

  /** A name for a value that is itself its identity: bytes, a map of assets. */
  nameOf(value: object): string {
    let number = this.#numbers.get(value)
    if (number === undefined) {
      this.#lastNumber += 1
      number = this.#lastNumber
      this.#numbers.set(value, number)
    }
    return `#${number}`
  }

  acquire<T extends Disposable>(id: string, load: Load<T>): Lease<T> {
    let entry = this.#entries.get(id)
    if (!entry) {
      entry = begin(load)
      this.#entries.set(id, entry)
      const begun = entry
      begun.value.catch(() => this.#forget(id, begun))
    }
    entry.users += 1
    return this.#leaseOf(id, entry) as Lease<T>
  }

  #leaseOf(id: string, entry: Entry): Lease<Disposable> {
    const own = new Set<(fraction: number | undefined) => void>()
    let isReleased = false
    return {
      value: entry.value,
      onProgress(listener) {
        own.add(listener)
        entry.listeners.add(listener)
      },
      release: () => {
        if (isReleased) return
        isReleased = true
        for (const listener of own) entry.listeners.delete(listener)
        entry.users -= 1
        if (entry.users > 0) return
        this.#forget(id, entry)
        entry.loading.abort(new DOMException('nobody wants it any more', 'AbortError'))
        entry.value.then(
          (value) => value.dispose(),
          () => {},
        )
      },
    }
  }

  #forget(id: string, entry: Entry): void {
    if (this.#entries.get(id) === entry) this.#entries.delete(id)
  }
}

function begin(load: Load<Disposable>): Entry {
  const loading = new AbortController()
  const listeners = new Set<(fraction: number | undefined) => void>()
  const value = load(loading.signal, (fraction) => {
    for (const listener of listeners) listener(fraction)
  })
  return { value, loading, listeners, users: 0 }
}

/** A lease of something that nobody else uses. */
export const soleLease = <T extends Disposable>(load: Load<T>): Lease<T> => new LeaseCache().acquire('', load)
