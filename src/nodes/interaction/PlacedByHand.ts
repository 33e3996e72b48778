import { type Object3D, Quaternion, Vector3 } from 'three'
import type { RawProps } from '../View.ts'

/** What a script writes to put a node somewhere; the scale of these nodes is that of their handles. */
const PLACING = ['position', 'rotation', 'quaternion', 'matrix'] as const

/**
 * Who says where an object is. While a person holds it, the hand does, whatever the script writes. After that it stays
 * where it was put until the script places it anew: what was written before the release does not count, not even when
 * the viewer writes placements again for other reasons.
 */
export class PlacedByHand {
  #by: 'script' | 'hand' | 'release' = 'script'
  readonly #position = new Vector3()
  readonly #quaternion = new Quaternion()
  readonly #scale = new Vector3(1, 1, 1)
  #written: readonly unknown[] = []
  /** Where the script has put it, in the frame of its parent. */
  readonly home = new Vector3()

  /** A hand has the object, and it is there now. */
  hold(object: Object3D): void {
    this.#by = 'hand'
    this.#position.copy(object.position)
    this.#quaternion.copy(object.quaternion)
    this.#scale.copy(object.scale)
  }

  /** The hand lets go. `props` is what the script had written by then. */
  release(props: RawProps): void {
    this.#by = 'release'
    this.#written = placingOf(props)
  }

  /** Whether the script has placed the object since it was let go. */
  isOutdated(props: RawProps): boolean {
    return this.#by === 'release' && PLACING.some((name, index) => props[name] !== this.#written[index])
  }

  /** After the script's placement was written onto the object: puts it back where a hand has it. */
  settle(object: Object3D, props: RawProps): void {
    this.home.copy(object.position)
    if (this.isOutdated(props)) this.#by = 'script'
    if (this.#by === 'script') return
    object.position.copy(this.#position)
    object.quaternion.copy(this.#quaternion)
    object.scale.copy(this.#scale)
  }
}

const placingOf = (props: RawProps): unknown[] => PLACING.map((name) => props[name])

const placements = new WeakMap<Object3D, PlacedByHand>()

/** From now on this object is where `placed` says. Call it before the object is connected with the graph. */
export const placeByHand = (object: Object3D, placed: PlacedByHand): void => void placements.set(object, placed)

/** For the table of views: what follows each placement of a node that can be held. */
export function settleHeld(object: Object3D, props: RawProps): void {
  if (props.matrix === undefined || props.matrix === null) object.scale.setScalar(1)
  placements.get(object)?.settle(object, props)
}
