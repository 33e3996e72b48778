interface Entry<T> {
  readonly number: number
  readonly item: T
  readonly bytes: number
}

/**
 * What must not get lost when a socket breaks: numbered from 1, kept until the other end says that it has it, and sent
 * again on the next socket. Both ends keep one.
 */
export class Journal<T> {
  #entries: Entry<T>[] = []
  #last = 0
  #bytes = 0

  /** The number of the newest entry; 0 before there was one. */
  get last(): number {
    return this.#last
  }

  /** The number of the oldest entry that is kept, or of the next one. */
  get first(): number {
    return this.#entries[0]?.number ?? this.#last + 1
  }

  get size(): number {
    return this.#entries.length
  }

  get bytes(): number {
    return this.#bytes
  }

  /** Takes the next number. `bytes` counts towards {@link bytes} until the entry is acknowledged. */
  append(item: T, bytes: number): number {
    this.#last += 1
    this.#entries.push({ number: this.#last, item, bytes })
    this.#bytes += bytes
    return this.#last
  }

  /** The other end has everything up to `number`. */
  acknowledge(number: number): void {
    let count = 0
    for (const entry of this.#entries) {
      if (entry.number > number) break
      count += 1
      this.#bytes -= entry.bytes
    }
    if (count > 0) this.#entries.splice(0, count)
  }

  /** Gives up the oldest entry. */
  dropOldest(): void {
    const entry = this.#entries.shift()
    if (entry) this.#bytes -= entry.bytes
  }

  /** What the other end does not have yet, oldest first. */
  *unacknowledged(): Iterable<T> {
    for (const { item } of [...this.#entries]) yield item
  }

  clear(): void {
    this.#entries = []
    this.#bytes = 0
  }
}
