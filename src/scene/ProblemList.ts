import { Listeners } from '../Listeners.ts'

/** What is wrong with which node, for the panel that shows it. Several problems of one node are several lines. */
export class ProblemList {
  readonly #byKey = new Map<string, Map<string, string>>()
  readonly #listeners = new Listeners()
  readonly #onNew: ((message: string) => void) | undefined
  #snapshot: ReadonlyMap<string, string> | undefined

  constructor(onNew?: (message: string) => void) {
    this.#onNew = onNew
  }

  readonly subscribe = this.#listeners.subscribe

  /** Key of the node to what is wrong with it. The same object until something changes. */
  get all(): ReadonlyMap<string, string> {
    this.#snapshot ??= new Map([...this.#byKey].map(([key, problems]) => [key, [...problems.values()].join('\n')]))
    return this.#snapshot
  }

  has(key: string): boolean {
    return this.#byKey.has(key)
  }

  /** Writes one line about one aspect of a node; `null` takes it away. */
  report(key: string, about: string, message: string | null): void {
    const problems = this.#byKey.get(key)
    if ((problems?.get(about) ?? null) === message) return
    if (message === null) {
      problems?.delete(about)
      if (problems?.size === 0) this.#byKey.delete(key)
    } else {
      if (problems) problems.set(about, message)
      else this.#byKey.set(key, new Map([[about, message]]))
      this.#onNew?.(message)
    }
    this.#changed()
  }

  forget(key: string): void {
    if (this.#byKey.delete(key)) this.#changed()
  }

  #changed(): void {
    this.#snapshot = undefined
    this.#listeners.notify()
  }
}
