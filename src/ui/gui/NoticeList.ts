import type { Notice } from '../../../protocol/index.ts'
import { Listeners } from '../../Listeners.ts'

export interface ShownNotice {
  readonly id: number
  readonly text: string
  readonly level: Notice['level']
}

/** More than a person reads at a time. */
const MAX_SHOWN = 4

/** What the script has said to the person, each for its time, the newest last. */
export class NoticeList {
  readonly #listeners = new Listeners()
  readonly #timers = new Map<number, ReturnType<typeof setTimeout>>()
  #all: readonly ShownNotice[] = []
  #lastId = 0

  readonly subscribe = this.#listeners.subscribe

  /** The same object until something changes. */
  readonly all = (): readonly ShownNotice[] => this.#all

  /** One that says the same again takes the place of the older one. */
  add({ text, level, forMs }: Notice): void {
    const same = this.#all.find((shown) => shown.text === text && shown.level === level)
    const oldest = this.#all.length >= MAX_SHOWN ? this.#all[0] : undefined
    const leaving = same ?? oldest
    if (leaving) this.#take(leaving.id)
    this.#lastId += 1
    const id = this.#lastId
    this.#all = [...this.#all, { id, text, level }]
    this.#timers.set(
      id,
      setTimeout(() => this.remove(id), forMs),
    )
    this.#listeners.notify()
  }

  remove(id: number): void {
    if (!this.#timers.has(id)) return
    this.#take(id)
    this.#listeners.notify()
  }

  #take(id: number): void {
    clearTimeout(this.#timers.get(id))
    this.#timers.delete(id)
    this.#all = this.#all.filter((shown) => shown.id !== id)
  }
}
