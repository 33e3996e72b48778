import type { Release } from '../../../protocol/index.ts'

/** Something that is held, as far as its holders are concerned. */
export interface Held {
  release(holder: unknown, reason: Release): void
}

/** Who holds what in one scene: each hand, controller or pointer one thing at most. */
export class Holds {
  readonly #held = new Map<unknown, Held>()

  get isEmpty(): boolean {
    return this.#held.size === 0
  }

  isFull(holder: unknown): boolean {
    return this.#held.has(holder)
  }

  add(holder: unknown, held: Held): void {
    this.#held.set(holder, held)
  }

  delete(holder: unknown): void {
    this.#held.delete(holder)
  }

  /** Every hand opens: the person is about to be somewhere else. */
  releaseAll(reason: Release): void {
    for (const [holder, held] of [...this.#held]) held.release(holder, reason)
  }
}

/** Views and the XR layer are loaded apart and share nothing but the scene. */
const holdsOfScenes = new WeakMap<object, Holds>()

export function holdsOf(scene: object): Holds {
  let holds = holdsOfScenes.get(scene)
  if (!holds) {
    holds = new Holds()
    holdsOfScenes.set(scene, holds)
  }
  return holds
}
