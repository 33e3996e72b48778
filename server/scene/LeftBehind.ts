import { type Change, type NodeData, type SceneData, type SceneGraph, SLOTS, type Slot } from '../../protocol/index.ts'
import { type Composition, listsOf, propsOf, type SceneLists, sceneOf } from './composition.ts'
import { keysWithin } from './ownScene.ts'

/** What stays of a store when a session unsubscribes from it: what the session showed of it. */
export interface Leaving {
  readonly lists: SceneLists
  readonly props: Record<string, unknown>
}

/** `remaining` are the stores that are still there; `composition` is as it was before. */
export function whatStays(
  store: SceneGraph,
  { own, leftProps }: Composition,
  remaining: readonly SceneGraph[],
): Leaving {
  const isTaken = (name: string) =>
    (Object.hasOwn(propsOf(own), name) && !leftProps.has(name)) ||
    remaining.some((other) => Object.hasOwn(propsOf(other), name))
  return {
    lists: listsOf(store, (key) => !remaining.some((other) => other.has(key))),
    props: Object.fromEntries(Object.entries(propsOf(store)).filter(([name]) => !isTaken(name))),
  }
}

/** The session's own scene with what stays of a store, in the order in which it is shown. */
export function takeOver({ lists, props }: Leaving, own: SceneGraph, shown: SceneGraph): SceneData {
  const taken = new Set(SLOTS.flatMap((slot) => [...keysWithin(lists[slot])]))
  const merged = listsOf(own, (key) => !taken.has(key))
  for (const slot of SLOTS) {
    const places = new Map(shown.slots[slot].map((key, place) => [key, place]))
    const placeOf = (node: NodeData | string) =>
      (typeof node === 'string' ? undefined : places.get(node.key)) ?? Number.MAX_SAFE_INTEGER
    merged[slot] = [...merged[slot], ...lists[slot]].sort((one, other) => placeOf(one) - placeOf(other))
  }
  return sceneOf({ ...propsOf(own), ...props }, merged)
}

/**
 * What of a session's own scene came from stores that it is not subscribed to any more. It is the session's own like
 * everything else, but a store that comes back takes its part back.
 */
export class LeftBehind<Store extends object> {
  readonly props = new Map<string, Store>()
  readonly #nodes = new Map<string, Store>()
  /** Texts have no keys: of the root's, a store takes back as many as it left. */
  readonly #texts = new Map<Store, readonly (readonly [Slot, string])[]>()

  /** The session's own scene was changed, or set. */
  forget(change: Change): void {
    for (const key of change.removed) this.#nodes.delete(key)
    if (!change.scene) return
    this.props.clear()
    this.#texts.clear()
  }

  /** `own` has taken over what was left. */
  remember(store: Store, { lists, props }: Leaving, own: SceneGraph): void {
    for (const name of Object.keys(props)) this.props.set(name, store)
    for (const slot of SLOTS) for (const key of keysWithin(lists[slot])) this.#nodes.set(key, store)
    for (const key of this.#nodes.keys()) if (!own.has(key)) this.#nodes.delete(key)
    const texts = SLOTS.flatMap((slot) =>
      lists[slot].flatMap((node) => (typeof node === 'string' ? [[slot, node] as const] : [])),
    )
    if (texts.length > 0) this.#texts.set(store, texts)
  }

  /** The session's own scene without what this store left in it. */
  takeBack(store: Store, own: SceneGraph): SceneData {
    const lists = listsOf(own, (key) => this.#nodes.get(key) !== store)
    for (const [slot, text] of this.#texts.get(store) ?? []) {
      const at = lists[slot].indexOf(text)
      if (at >= 0) lists[slot].splice(at, 1)
    }
    const props = Object.entries(propsOf(own)).filter(([name]) => this.props.get(name) !== store)
    for (const [key, from] of this.#nodes) if (from === store) this.#nodes.delete(key)
    for (const [name, from] of this.props) if (from === store) this.props.delete(name)
    this.#texts.delete(store)
    return sceneOf(Object.fromEntries(props), lists)
  }
}
