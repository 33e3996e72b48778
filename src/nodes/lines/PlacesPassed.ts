import { Vector3 } from 'three'

/** The last places of something that moves, oldest first. Old ones make way. */
export class PlacesPassed {
  #numbers = new Float32Array()
  #length = 0
  readonly #last = new Vector3(Number.NaN)

  /** How many are kept at most; what is there stays as far as there is room. */
  set capacity(count: number) {
    if (this.#numbers.length === 3 * count) return
    const kept = this.all.slice(-3 * count)
    this.#numbers = new Float32Array(3 * count)
    this.#numbers.set(kept)
    this.#length = kept.length
  }

  /** x, y, z of each. */
  get all(): Float32Array {
    return this.#numbers.subarray(0, this.#length)
  }

  /** Answers whether it was another place: farther than `stride` from the last one, and a place at all. */
  add(place: Vector3, stride: number): boolean {
    const distance = place.distanceTo(this.#last)
    if (distance <= stride || !Number.isFinite(place.x + place.y + place.z)) return false
    this.#last.copy(place)
    if (this.#length === this.#numbers.length) {
      this.#numbers.copyWithin(0, 3)
      this.#length -= 3
    }
    place.toArray(this.#numbers, this.#length)
    this.#length += 3
    return true
  }

  clear(): void {
    this.#length = 0
    this.#last.setScalar(Number.NaN)
  }
}
