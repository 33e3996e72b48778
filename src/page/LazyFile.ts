import type { ComponentType } from 'react'

/**
 * A component in a file of its own, which is loaded when it is first needed. React's `lazy` and `<Suspense>` do that too,
 * but what React has suspended it shows up to 300 ms later than it could, lest a page flickers with spinners; here are none.
 * A file that did not come is asked for again by the next who needs it.
 */
export class LazyFile<Props> {
  readonly #load: () => Promise<{ readonly default: ComponentType<Props> }>
  #loading: Promise<void> | undefined
  #component: ComponentType<Props> | undefined

  constructor(load: () => Promise<{ readonly default: ComponentType<Props> }>) {
    this.#load = load
  }

  /** `undefined` until it is there. */
  get component(): ComponentType<Props> | undefined {
    return this.#component
  }

  /** Asks for it, unless that was done. To be called as early as it is known that it is needed. */
  ask(): void {
    if (!this.#component) this.#begin().catch(() => {})
  }

  /** Asks for it, and calls one of the two when it has come or failed, unless the returned function was called before. */
  whenLoaded(goOn: () => void, fail: (error: Error) => void): () => void {
    let isWaiting = true
    this.#begin().then(
      () => isWaiting && goOn(),
      (error: unknown) => isWaiting && fail(error instanceof Error ? error : new Error(String(error))),
    )
    return () => {
      isWaiting = false
    }
  }

  #begin(): Promise<void> {
    this.#loading ??= this.#load().then(
      (file) => {
        this.#component = file.default
      },
      (error: unknown) => {
        this.#loading = undefined
        throw error
      },
    )
    return this.#loading
  }
}
