import { Listeners } from '../Listeners.ts'

/** One value that the page shows, and who wants to know when it changes. */
export class Observable<T> {
  #value: T
  readonly #listeners = new Listeners()

  constructor(value: T) {
    this.#value = value
  }

  get = (): T => this.#value

  set(value: T): void {
    this.#value = value
    this.#listeners.notify()
  }

  readonly subscribe = this.#listeners.subscribe
}
