import type { Vector3 } from 'three'

/** Places that something was sent to since the last picture. Of more than `most` the first ones make way. */
export class PlacesBetween {
  most = 0
  #places: Vector3[] = []

  add(place: Vector3): void {
    this.#places.push(place.clone())
    if (this.#places.length > this.most) this.#places.shift()
  }

  /** Gives so many of them at most, in their order and spread evenly, and forgets them all. */
  take(count: number): readonly Vector3[] {
    const all = this.#places
    this.#places = []
    if (all.length <= count) return all
    return Array.from({ length: count }, (_, index) => all[Math.floor(((index + 1) * all.length) / (count + 1))]!)
  }
}
