import { Listeners } from '../Listeners.ts'

/** One thing of the whole scene that several nodes may want to set. Of those that do, the newest has it. */
export class Claims<Value> {
  readonly #listeners = new Listeners()
  readonly #values = new Map<object, Value>()

  readonly subscribe = this.#listeners.subscribe

  readonly get = (): Value | undefined => {
    let newest: Value | undefined
    for (const value of this.#values.values()) newest = value
    return newest
  }

  /** Holds the claim with this value until the returned function is called. */
  hold(value: Value): () => void {
    const claim = {}
    this.#values.set(claim, value)
    this.#listeners.notify()
    return () => {
      if (this.#values.delete(claim)) this.#listeners.notify()
    }
  }
}
