import type { FileLoading } from '../../scene/LoadingList.ts'
import type { Lease } from './LeaseCache.ts'

export interface Wanted<T> {
  /** Two wishes with the same id are the same. */
  readonly id: string
  /** What is loaded, for the page. */
  readonly name: string
  readonly acquire: () => Lease<T>
}

interface SlotOptions<T> {
  /** Counts as loading until it is over. */
  readonly begin: (name: string) => FileLoading
  /** Draws this, or nothing. What was shown before is let go of afterwards. */
  readonly show: (value: T | undefined) => void
  /** Something came, failed or went. */
  readonly onChange: () => void
}

/**
 * The model of one node. It stays until the next one is there; one that fails takes it away. What comes late for a wish
 * that is over is let go of.
 */
export class ModelSlot<T> {
  readonly #options: SlotOptions<T>
  #wanted: string | undefined
  #pending: (() => void) | undefined
  #shown: { lease: Lease<T>; value: T } | undefined
  error: Error | undefined

  constructor(options: SlotOptions<T>) {
    this.#options = options
  }

  get value(): T | undefined {
    return this.#shown?.value
  }

  want(wanted: Wanted<T> | undefined): void {
    if (wanted?.id === this.#wanted) return
    this.#wanted = wanted?.id
    this.#pending?.()
    this.#pending = undefined
    if (wanted) this.#load(wanted)
    else this.#show(undefined, undefined)
  }

  dispose(): void {
    this.want(undefined)
  }

  #load({ name, acquire }: Wanted<T>): void {
    const loading = this.#options.begin(name)
    const lease = acquire()
    let isOver = false
    const end = () => {
      isOver = true
      loading.finish()
      this.#pending = undefined
    }
    this.#pending = () => {
      end()
      lease.release()
    }
    lease.onProgress(loading.progress)
    lease.value.then(
      (value) => {
        if (isOver) return
        this.#show({ lease, value }, undefined)
        end()
      },
      (error: unknown) => {
        if (isOver) return
        lease.release()
        this.#show(undefined, error instanceof Error ? error : new Error(String(error)))
        end()
      },
    )
  }

  #show(shown: { lease: Lease<T>; value: T } | undefined, error: Error | undefined): void {
    if (!shown && !this.#shown && !error && !this.error) return
    const before = this.#shown
    this.#shown = shown
    this.error = error
    this.#options.show(shown?.value)
    before?.lease.release()
    this.#options.onChange()
  }
}
