import { Listeners } from '../Listeners.ts'
import type { InputKind } from './inputSource.ts'
import type { Side } from './tracking.ts'

/** `hidden` draws nothing and still points; `off` does neither. */
export type InputLook = 'shown' | 'hidden' | 'off'
export type BothLooks = Readonly<Record<Side, InputLook>>

const WITHOUT_NODES: BothLooks = { left: 'shown', right: 'shown' }
const ORDER: readonly InputLook[] = ['shown', 'hidden', 'off']

/** How the nodes of one scene want hands, or controllers, to look. Without any node both are shown; of several, the one that hides most wins. */
export class InputLooks {
  readonly #wishes = new Map<string, BothLooks>()
  readonly #listeners = new Listeners()
  #current = WITHOUT_NODES

  /** Holds one node's wish until the returned function is called. */
  wish(key: string, looks: BothLooks): () => void {
    this.#wishes.set(key, looks)
    this.#settle()
    return () => {
      if (this.#wishes.get(key) !== looks) return
      this.#wishes.delete(key)
      this.#settle()
    }
  }

  readonly subscribe = this.#listeners.subscribe

  readonly getSnapshot = (): BothLooks => this.#current

  #settle(): void {
    const wishes = [...this.#wishes.values()]
    const left = mostHidden(wishes.map((looks) => looks.left))
    const right = mostHidden(wishes.map((looks) => looks.right))
    if (left === this.#current.left && right === this.#current.right) return
    this.#current = { left, right }
    this.#listeners.notify()
  }
}

const mostHidden = (looks: readonly InputLook[]): InputLook =>
  ORDER[Math.max(0, ...looks.map((look) => ORDER.indexOf(look)))]!

/** Views and the XR layer are loaded apart and share nothing but the scene, so the looks are kept beside it. */
const looksOfScenes = new WeakMap<object, Record<InputKind, InputLooks>>()

export function inputLooksOf(scene: object, kind: InputKind): InputLooks {
  let looks = looksOfScenes.get(scene)
  if (!looks) {
    looks = { hand: new InputLooks(), controller: new InputLooks() }
    looksOfScenes.set(scene, looks)
  }
  return looks[kind]
}
