import { Listeners } from '../Listeners.ts'
import type { Side } from './tracking.ts'

/** `hidden` draws nothing and still points; `off` does neither. */
export type HandLook = 'shown' | 'hidden' | 'off'
export type BothHands = Readonly<Record<Side, HandLook>>

const WITHOUT_NODES: BothHands = { left: 'shown', right: 'shown' }
const ORDER: readonly HandLook[] = ['shown', 'hidden', 'off']

/** How the nodes of one scene want hands to look. Without any node both are shown; of several, the one that hides most wins. */
export class HandLooks {
  readonly #wishes = new Map<string, BothHands>()
  readonly #listeners = new Listeners()
  #current = WITHOUT_NODES

  /** Holds one node's wish until the returned function is called. */
  wish(key: string, looks: BothHands): () => void {
    this.#wishes.set(key, looks)
    this.#settle()
    return () => {
      if (this.#wishes.get(key) !== looks) return
      this.#wishes.delete(key)
      this.#settle()
    }
  }

  readonly subscribe = this.#listeners.subscribe

  readonly getSnapshot = (): BothHands => this.#current

  #settle(): void {
    const wishes = [...this.#wishes.values()]
    const left = mostHidden(wishes.map((looks) => looks.left))
    const right = mostHidden(wishes.map((looks) => looks.right))
    if (left === this.#current.left && right === this.#current.right) return
    this.#current = { left, right }
    this.#listeners.notify()
  }
}

const mostHidden = (looks: readonly HandLook[]): HandLook =>
  ORDER[Math.max(0, ...looks.map((look) => ORDER.indexOf(look)))]!

/** Views and the XR layer are loaded apart and share nothing but the scene, so the looks are kept beside it. */
const looksOfScenes = new WeakMap<object, HandLooks>()

export function handLooksOf(scene: object): HandLooks {
  let looks = looksOfScenes.get(scene)
  if (!looks) {
    looks = new HandLooks()
    looksOfScenes.set(scene, looks)
  }
  return looks
}
