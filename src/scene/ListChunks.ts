/** Keys in one chunk, unless more come between those of a full one. */
const SIZE = 64

export interface Chunk {
  readonly id: number
  /** The same array until they change. */
  readonly keys: readonly string[]
}

/**
 * Divides a list of keys, in its order, into chunks that stay what they are while the list changes: keys that come, go or
 * move change the chunks they are in, and no others. So React looks at a part of a long list and not at all of it.
 */
export class ListChunks {
  #chunks: readonly Chunk[] = []
  #lastId = 0

  /** The list as it is now. A key changes its chunk only when it has moved past keys of others. */
  update(keys: readonly string[]): readonly Chunk[] {
    const before = this.#chunks
    const placeOf = new Map<string, number>()
    for (const [place, chunk] of before.entries()) for (const key of chunk.keys) placeOf.set(key, place)
    const places = keys.map((key) => placeOf.get(key))
    /** How many keys of each chunk are still to come. */
    const toCome = before.map(() => 0)
    for (const place of places) if (place !== undefined) toCome[place]! += 1

    const chunks: { id: number; keys: string[]; place: number }[] = []
    let current: { id: number; keys: string[]; place: number } | undefined
    for (const [index, key] of keys.entries()) {
      const place = places[index]
      if (place !== undefined && place > (current?.place ?? -1) && isItsTurn(places, index, toCome[place]!)) {
        current = { id: before[place]!.id, keys: [], place }
        chunks.push(current)
      } else if (!current || (current.keys.length >= SIZE && (toCome[current.place] ?? 0) === 0)) {
        this.#lastId += 1
        current = { id: this.#lastId, keys: [], place: current?.place ?? -1 }
        chunks.push(current)
      }
      if (place !== undefined) toCome[place]! -= 1
      current.keys.push(key)
    }
    const byId = new Map(before.map((chunk) => [chunk.id, chunk]))
    this.#chunks = chunks.map(({ id, keys: own }) => {
      const known = byId.get(id)
      return known && isSame(known.keys, own) ? known : { id, keys: own }
    })
    return this.#chunks
  }
}

/** A chunk begins where its keys are, and not where one of them has gone by itself. */
const isItsTurn = (places: readonly (number | undefined)[], index: number, toCome: number): boolean =>
  toCome === 1 || places[index + 1] === places[index] || places[index + 1] === undefined

const isSame = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((key, index) => key === b[index])
